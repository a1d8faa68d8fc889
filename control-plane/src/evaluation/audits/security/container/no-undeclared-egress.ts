import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { undeclaredDials } from '../../../views/dials.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De container zoekt geen weg naar buiten', 'The container seeks no way out'),
  failed: text(
    'De container probeert verbindingen naar buiten te leggen die niet zijn aangegeven.',
    'The container tries to make connections to the outside that were not declared.',
  ),
  mend: text(
    'Zet telemetrie, updates en controles uit in het image, of geef het systeem aan onder `externals`.',
    'Switch off telemetry, updates and checks in the image, or declare the system under `externals`.',
  ),
  requires: { dials: undeclaredDials },
  requirements: ['GDPR-32'],
  audit({ dials }) {
    return dials.length === 0
      ? pass()
      : fail(
          dials.map((d) => d.id),
          dials.map((d) => `${d.how} ${d.name}`),
        );
  },
});
