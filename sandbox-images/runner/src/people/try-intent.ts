import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { LookContext } from '../look.ts';
import { complete } from './form.ts';
import type { Visitor } from './visitor.ts';

/** Where somebody got stuck; empty when not at all. What the lab does wrong, and a `cause` of `beside`, is thrown on. */
export async function stuckAt(work: Promise<unknown>, beside: readonly string[] = []): Promise<string> {
  try {
    await work;
    return '';
  } catch (thrown) {
    if (thrown instanceof Trouble && (thrown.cause.startsWith('lab:') || beside.includes(thrown.cause))) throw thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return (message.split('\n')[0] ?? '').slice(0, 300) || 'stuck';
  }
}

/** What has nothing to do with the way in which a person tries a thing: with a mouse it would have failed as well. */
export const BESIDE = ['provider:status-5xx', 'provider:crash'] as const;

/** The looks' intent to its confirmation: did this person, who is logged in where one must, get there? */
export async function tryIntent(
  { intent, values }: LookContext,
  visitor: Visitor,
  { beside = BESIDE, ...options }: { arrived?: () => Promise<void>; beside?: readonly string[] } = {},
): Promise<{ intent?: string; completed: boolean; stuck?: string }> {
  if (intent === undefined) return { completed: true };
  const stuck = await stuckAt(complete(visitor, intent, await values(visitor.person), options), beside);
  return { intent: intent.id, completed: stuck === '', ...(stuck === '' ? {} : { stuck }) };
}
