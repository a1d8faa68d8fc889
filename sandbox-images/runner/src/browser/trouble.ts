import { type Cause, Trouble, troubleOf } from '@proeftuin/scenarios/sdk/trouble';
import { errors } from 'playwright-core';

/** Chromium's and Playwright's words → whose fault. Only what happens while acting on a provider's page comes here. */
const WORDS: readonly (readonly [RegExp, Cause])[] = [
  [/ERR_TOO_MANY_REDIRECTS/, 'provider:redirect-loop'],
  [/Download is starting|ERR_ABORTED.*download/i, 'provider:download'],
  [/Target crashed|Page crashed/i, 'provider:crash'],
  [/net::ERR_|Navigation|interrupted by another navigation|frame was detached/i, 'provider:navigation'],
  [/has been closed|Execution context was destroyed/i, 'provider:crash'],
];

/** What Playwright threw while acting on a page, as a Trouble. `late` is the cause of a time-out. */
export function pageTrouble(thrown: unknown, late: Cause): Trouble {
  const known = troubleOf(thrown);
  if (known !== undefined) return known;
  const said = thrown instanceof Error ? bare(thrown.message) : String(thrown);
  const message = plain(said);
  if (thrown instanceof errors.TimeoutError) return new Trouble(late, message);
  const cause = WORDS.find(([words]) => words.test(said))?.[1];
  return new Trouble(cause ?? 'provider:assertion', message);
}

/** First lines of a message, without terminal colours and call logs. */
const bare = (message: string): string =>
  message
    .replaceAll(/\u001b\[[0-9;]*m/g, '')
    .split(/\nCall log:/)[0]
    ?.trim()
    .slice(0, 300) ?? '';

/** The same for whoever never heard of Playwright. */
const plain = (said: string): string =>
  said
    .replace(
      /^page\.\w+: Timeout (\d+)ms exceeded\.?$/,
      (_, ms) => `the page was not whole after ${Number(ms) / 1000} s`,
    )
    .replace(/^page\.\w+: net::ERR_TOO_MANY_REDIRECTS at /, 'it redirects again and again: ');
