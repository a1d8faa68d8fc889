import { defineAudit } from '../../../define.ts';
import { isUnder } from '../../../http.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutRegisters } from '../../../reasons.ts';
import { serviceCalls } from '../../../views/service-calls.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Alleen aangegeven registers worden bevraagd', 'Only declared registers are asked'),
  failed: text(
    'De dienst bevraagt een register dat ze niet heeft aangegeven; de gemeente zou dat weigeren.',
    'The service asks a register that it did not declare; the town would refuse that.',
  ),
  mend: text(
    'Geef elk register aan onder `resources` in proeftuin.yaml, of haal de oproep weg.',
    'Declare each register under `resources` in proeftuin.yaml, or take the call away.',
  ),
  requires: { calls: serviceCalls },
  requirements: ['EIF-15'],
  unless: withoutRegisters,
  audit({ calls }, { base }) {
    const own = calls.filter((c) => isUnder(c.url.hostname, base) && c.fault === undefined);
    if (own.length === 0) return notRun(text('Geen enkel register werd bevraagd.', 'No register was asked.'));
    const refused = own.filter((c) => c.status === 401 || c.status === 403);
    return refused.length === 0
      ? pass(own.slice(0, 3).map((c) => c.id))
      : fail(
          refused.map((c) => c.id),
          refused.map((c) => `${c.method} ${c.url.host}${c.url.pathname} → ${c.status}`),
        );
  },
});
