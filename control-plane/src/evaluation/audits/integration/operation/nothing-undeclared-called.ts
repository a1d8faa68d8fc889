import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { undeclaredDials } from '../../../views/dials.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De dienst hangt alleen af van wat ze aangeeft', 'The service depends only on what it declares'),
  failed: text(
    'De dienst belt systemen die ze niet heeft aangegeven; bij een gemeente zou ze daar blijven hangen.',
    'The service calls systems that it did not declare; in a town it would hang there.',
  ),
  mend: text(
    'Geef elk systeem aan (`resources` of `externals`), of haal de oproep weg: ook telemetrie, updates en fonts.',
    'Declare each system (`resources` or `externals`), or take the call away: telemetry, updates and fonts too.',
  ),
  requires: { dials: undeclaredDials },
  requirements: ['EIF-15'],
  audit({ dials }) {
    const called = dials.filter((d) => d.how !== 'tcp');
    return called.length === 0
      ? pass()
      : fail(
          called.map((d) => d.id),
          called.map((d) => `${d.how} ${d.name}`),
        );
  },
});
