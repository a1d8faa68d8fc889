import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { images } from '../../../views/records.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De dienst draait zonder beheerdersrechten', 'The service runs without administrator rights'),
  failed: text(
    'Wie in de dienst inbreekt, is meteen beheerder van de container: ze draait als root.',
    'Whoever breaks into the service is administrator of the container at once: it runs as root.',
  ),
  mend: text(
    'Zet USER 10001 in de Dockerfile en haal runAs: root uit proeftuin.yaml.',
    'Put USER 10001 into the Dockerfile and take runAs: root out of proeftuin.yaml.',
  ),
  requires: { images },
  requirements: ['PSS-restricted-runAsNonRoot'],
  audit({ images }) {
    const root = images.filter((i) => i.data.runAs === 'root' || i.data.runAs === '0');
    return root.length === 0
      ? pass(images.map((i) => i.id))
      : fail(
          root.map((i) => i.id),
          root.map((i) => `${i.data.workload}/${i.data.container}: root`),
        );
  },
});
