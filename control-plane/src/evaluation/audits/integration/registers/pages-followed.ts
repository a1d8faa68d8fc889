import { defineAudit } from '../../../define.ts';
import { type Answer, isUnder } from '../../../http.ts';
import { needsReview, notRun, pass, text } from '../../../outcome.ts';
import { withoutRegisters } from '../../../reasons.ts';
import { serviceCalls } from '../../../views/service-calls.ts';

/** Of a list that was longer than the lab keeps, what is last is not seen: whether there was a next page. */
const UNREAD = '…';
const LIST = /^\s*application\/([\w.+-]*\+)?json/i;
const unread = (call: Answer): string | undefined =>
  call.partly && LIST.test(call.told('content-type')) && !call.url.hostname.startsWith('opendata.')
    ? UNREAD
    : undefined;
const offsetOf = (url: URL): number => Number(url.searchParams.get('offset') ?? 0) || 0;

export default defineAudit({
  severity: 'moderate',
  passed: text('Lijsten van registers worden tot het einde gelezen', 'Lists of registers are read to their end'),
  failed: text(
    'De burger ziet niet alle resultaten: de dienst leest alleen de eerste bladzijde van een lijst.',
    'The citizen does not see all results: the service reads only the first page of a list.',
  ),
  mend: text(
    'Volg `volgende` tot er geen meer is, of verfijn de zoekvraag zodat alles op één bladzijde past.',
    'Follow `volgende` until there is none, or narrow the search so that all fits on one page.',
  ),
  requires: { calls: serviceCalls },
  requirements: ['Basisregisters-v2'],
  unless: withoutRegisters,
  audit({ calls }, { base }) {
    const own = calls.filter((c) => isUnder(c.url.hostname, base) && c.method === 'GET' && c.status === 200);
    const lists = own
      .map((call) => ({ call, next: /"volgende"\s*:\s*"([^"]+)"/.exec(call.body())?.[1] ?? unread(call) }))
      .flatMap(({ call, next }) => (next === undefined ? [] : [{ call, next }]));
    if (lists.length === 0)
      return notRun(text('Geen lijst had meer dan één bladzijde.', 'No list had more than one page.'));
    const asked = new Set(own.map((c) => c.url.href));
    const further = (call: Answer) =>
      own.some((c) => c.url.pathname === call.url.pathname && offsetOf(c.url) > offsetOf(call.url));
    const cut = lists.filter(({ call, next }) =>
      next === UNREAD ? !further(call) : !asked.has(URL.parse(next)?.href ?? next),
    );
    return cut.length === 0
      ? pass(lists.map(({ call }) => call.id))
      : needsReview(
          text(
            'Een volgende bladzijde bleef ongelezen; dat mag alleen als de burger kan verfijnen.',
            'A next page was left unread; that is right only where the citizen can narrow the search.',
          ),
          cut.map(({ call }) => call.id),
          cut.map(({ next }) => next),
        );
  },
});
