import { defineAudit } from '../../../define.ts';
import { isUnder } from '../../../http.ts';
import { fail, measured, notRun, pass, text } from '../../../outcome.ts';
import { serviceCalls } from '../../../views/service-calls.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('Oproepen zijn te volgen over systemen heen', 'Calls can be followed across systems'),
  failed: text(
    'Bij een klacht kan de gemeente niet nagaan welke oproep bij welke burger hoorde: de dienst geeft traceparent niet door.',
    'When a citizen complains, the town cannot find which call was theirs: the service does not pass on traceparent.',
  ),
  mend: text(
    'Geef de traceparent van het binnenkomende verzoek door aan elke oproep (OpenTelemetry doet dit vanzelf).',
    'Pass the traceparent of the incoming request on to each call (OpenTelemetry does this by itself).',
  ),
  requires: { calls: serviceCalls },
  requirements: ['W3C-TRACE-CONTEXT'],
  audit({ calls }, { base }) {
    const own = calls.filter((c) => isUnder(c.url.hostname, base));
    if (own.length === 0) return notRun(text('De dienst riep niets op.', 'The service called nothing.'));
    const traced = own.filter((c) => c.trace !== undefined);
    const share = traced.length / own.length;
    const lost = own.filter((c) => c.trace === undefined);
    return measured(
      traced.length > 0 ? pass(traced.slice(0, 3).map((c) => c.id)) : fail(lost.slice(0, 3).map((c) => c.id)),
      share,
      'share',
    );
  },
});
