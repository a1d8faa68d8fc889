import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { images } from '../../../views/records.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'De dienst draait op een schijf die niet te beschrijven is',
    'The service runs on a disk that cannot be written',
  ),
  failed: text(
    'Wie in de dienst inbreekt, kan haar programma’s vervangen: haar schijf is beschrijfbaar.',
    'Whoever breaks into the service can replace its programs: its disk can be written.',
  ),
  mend: text(
    'Schrijf alleen in /tmp of in mappen die onder sandbox.writable staan, en haal writableRoot weg.',
    'Write only to /tmp or to folders named under sandbox.writable, and take writableRoot away.',
  ),
  requires: { images },
  requirements: ['PSS-readOnlyRootFilesystem'],
  audit({ images }) {
    const open = images.filter((i) => i.data.writableRoot);
    return open.length === 0
      ? pass(images.map((i) => i.id))
      : fail(
          open.map((i) => i.id),
          open.map((i) => `${i.data.workload}/${i.data.container}`),
        );
  },
});
