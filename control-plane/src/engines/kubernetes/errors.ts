import { LabError } from '@proeftuin/contract/errors';
import { ApiError } from './api.ts';

/** A cluster's failure as a LabError: unreachable when it did not answer, refused for want of rights, else failed. */
export function engineError(doing: string, cause: unknown): LabError {
  if (cause instanceof LabError) return cause;
  const message = `${doing}: ${cause instanceof Error ? cause.message : String(cause)}`;
  if (!(cause instanceof ApiError)) return new LabError('engine.unreachable', message, { cause });
  const rights = cause.status === 401 || (cause.status === 403 && / cannot /.test(cause.message));
  return new LabError(rights ? 'engine.refused' : 'engine.failed', message, { cause });
}
