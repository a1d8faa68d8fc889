import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '@proeftuin/contract/municipality';
import type { Context, Next } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { problem } from '../problem.ts';
import type { Bindings, System } from '../system.ts';
import { asTheTownWasMade } from '../town/happened/happened.ts';
import { cutAfter, SPOILT, spoil } from './spoil.ts';

/** How long a request without an answer hangs when `ms` does not say. */
const HANG = 60_000;
const TITLE = 'Er heeft zich een fout voorgedaan!';

/** How a system says that it cannot answer, where it does not say so in its own words: the base registers' problem. */
const asProblem: NonNullable<System['failed']> = (c, status, detail) =>
  problem(
    c,
    status,
    `urn:be.vlaanderen.basisregisters.api:${status === 429 ? 'too-many-requests' : `error:${status}`}`,
    TITLE,
    detail,
  );

/** Breaks one request to a system as the faults say. */
export async function disturb(
  { failed: say = asProblem }: Pick<System, 'failed'>,
  faults: readonly Fault[],
  c: Context<{ Bindings: Bindings }>,
  next: Next,
): Promise<void> {
  for (const { kind, ms, status, retryAfter } of faults) {
    if (kind === 'latency') await wait(ms ?? 1_000, undefined, { signal: c.req.raw.signal }).catch(() => undefined);
    if (kind === 'error') {
      c.res = say(c, (status ?? 503) as ContentfulStatusCode, 'De dienst is tijdelijk niet beschikbaar.');
      return;
    }
    if (kind === 'rate-limit') {
      c.res = say(c, 429, 'U heeft te veel verzoeken verstuurd.');
      c.res.headers.set('retry-after', String(retryAfter ?? 1));
      return;
    }
    if (kind === 'timeout') {
      await wait(ms ?? HANG, undefined, { signal: c.req.raw.signal }).catch(() => undefined);
      c.res = say(c, 504, 'Geen antwoord binnen de tijd.');
      return;
    }
    if (kind === 'cut') {
      const socket = c.env?.incoming?.socket;
      c.res = new Response(cutAfter(new Uint8Array()), { status: 200 });
      socket?.destroy();
      return;
    }
  }
  await (faults.some(({ kind }) => kind === 'stale') ? asTheTownWasMade(next) : next());
  // What reads an answer comes before what makes it unreadable.
  for (const kind of SPOILT) if (faults.some((fault) => fault.kind === kind)) await spoil(kind, c);
}
