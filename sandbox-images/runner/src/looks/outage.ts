import type { LookData } from '@proeftuin/contract/looks';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import { defineLook, type LookContext } from '../look.ts';
import { complete } from '../people/form.ts';
import { stuckAt } from '../people/try-intent.ts';
import type { Visitor } from '../people/visitor.ts';

const SYSTEMS = ['adressen', 'personen', 'dossiers'];
/** Words by which a page says that something fails and what one can do. */
const SAYS =
  /\b(niet|later|even geduld|fout|mis|storing|onbereikbaar|onbeschikbaar|probeer|sorry|problem|error|unavailable|try again)\b/i;

type Attempt = LookData<'outage'>['attempts'][number];

/** Each system of the town answers 503 for a while: what does the person read, and does it work again afterwards? */
export default defineLook({
  id: 'outage',
  needs: 'intent',
  async run(context) {
    const attempts: Attempt[] = [];
    for (const system of SYSTEMS) {
      const visitor = await context.anyone();
      if (context.service.login) await visitor.login();
      const fault = await context.town.levers.fault({ system, kind: 'error', status: 503 });
      const begun = performance.now();
      const during = await attempt(context, visitor).finally(() => context.town.levers.mend(fault));
      const duration = performance.now() - begun;
      // A system that it does not need makes no difference.
      if (!during.done) {
        const after = await attempt(context, visitor);
        attempts.push({ system, fault: 'error 503', duration, ...during.said, recovered: after.done });
      }
      await visitor.close();
    }
    return { attempts };
  },
});

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
