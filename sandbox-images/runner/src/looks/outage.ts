import type { LookData } from '@proeftuin/contract/looks';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import { defineLook, type LookContext } from '../look.ts';
import { complete } from '../people/form.ts';
import { stuckAt } from '../people/try-intent.ts';
import type { Visitor } from '../people/visitor.ts';

const SYSTEMS = ['adressen', 'personen', 'dossiers'];
/** Milliseconds that somebody waits for the word that a register keeps silent: long enough for a slow machine. */
const SILENCE = 30_000;
/** Words by which a page says that something fails and what one can do. */
const SAYS =
  /\b(niet|later|even geduld|fout|mis|storing|onbereikbaar|onbeschikbaar|probeer|sorry|problem|error|unavailable|try again)\b/i;

type Attempt = LookData<'outage'>['attempts'][number];

/** What breaks, by the name that the evidence gives it. */
const DOWN = { fault: 'error 503', kind: 'error', status: 503 } as const;
/** What is tried once, on the first system that the service cannot do without. */
const FURTHER = [
  { fault: 'error 429', kind: 'rate-limit', retryAfter: 1 },
  { fault: 'timeout', kind: 'timeout' },
] as const;

/** Each system of the town answers 503 for a while, one also 429 or nothing: what does the person read, and does it work again afterwards? */
export default defineLook({
  id: 'outage',
  needs: 'intent',
  async run(context) {
    const attempts: Attempt[] = [];
    for (const system of SYSTEMS) {
      const first = await broken(context, system, DOWN);
      // A system that it does not need makes no difference.
      if (first === undefined) continue;
      const further = attempts.length === 0 ? FURTHER : [];
      attempts.push(first);
      for (const fault of further) {
        const seen = await broken(context, system, fault);
        if (seen !== undefined) attempts.push(seen);
      }
    }
    return { attempts };
  },
});

/** One person's try while a system is broken, and another when it is mended; undefined when nothing was noticed. */
async function broken(
  context: LookContext,
  system: string,
  { fault, ...kind }: typeof DOWN | (typeof FURTHER)[number],
): Promise<Attempt | undefined> {
  const { levers } = context.town;
  const visitor = await context.anyone();
  try {
    if (context.service.login) await visitor.login();
    const id = await levers.fault({ system, ...kind });
    const { patience } = visitor;
    if (kind.kind === 'timeout') visitor.waitsUpTo(SILENCE);
    const begun = performance.now();
    const during = await attempt(context, visitor).finally(() => levers.mend(id));
    const duration = performance.now() - begun;
    visitor.waitsUpTo(patience);
    if (during.done) return undefined;
    const after = await attempt(context, visitor);
    return { system, fault, duration, ...during.said, recovered: after.done };
  } finally {
    await visitor.close();
  }
}

type Said = Pick<Attempt, 'status' | 'honest' | 'message'>;

async function attempt(context: LookContext, visitor: Visitor): Promise<{ done: boolean; said: Said }> {
  const { intent, values, service } = context;
  if (intent === undefined) throw new Trouble('lab:internal', 'a look that needs an intent was given none');
  const stuck = await stuckAt(complete(visitor, intent, await values(visitor.person)));
  const text = await visitor.page.evaluate('document.body.innerText.slice(0, 20000)').catch(() => '');
  const told = typeof text === 'string' ? text : '';
  const honest = visitor.here === service.origin && SAYS.test(told);
  const message = honest ? '' : stuck;
  return { done: stuck === '', said: { status: visitor.guard.status, honest, message } };
}
