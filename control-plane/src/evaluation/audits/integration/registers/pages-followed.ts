import { defineAudit } from '../../../define.ts';
import { isUnder } from '../../../http.ts';
import { needsReview, notRun, pass, text } from '../../../outcome.ts';
import { withoutRegisters } from '../../../reasons.ts';
import { serviceCalls } from '../../../views/service-calls.ts';

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
      .map((c) => ({ call: c, next: /"volgende"\s*:\s*"([^"]+)"/.exec(c.body())?.[1] }))
      .flatMap(({ call, next }) => (next === undefined ? [] : [{ call, next }]));
    if (lists.length === 0)
      return notRun(text('Geen lijst had meer dan één bladzijde.', 'No list had more than one page.'));
    const asked = new Set(own.map((c) => c.url.href));
    const cut = lists.filter(({ next }) => !asked.has(URL.parse(next)?.href ?? next));
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
