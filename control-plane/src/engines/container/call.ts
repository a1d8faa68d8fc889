import { LabError } from '@proeftuin/contract/errors';

/** Status of an engine's answer, where it gave one. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

/** Undefined when the engine says that it is not there. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** An engine's failure as a LabError: unreachable when it did not answer, failed when it said no. */
export function engineError(doing: string, cause: unknown): LabError {
  if (cause instanceof LabError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = statusOf(cause) === undefined ? 'engine.unreachable' : 'engine.failed';
  return new LabError(code, `${doing}: ${message}`, { cause });
}
