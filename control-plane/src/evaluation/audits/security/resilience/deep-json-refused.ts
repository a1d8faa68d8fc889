import { defineAudit } from '../../../define.ts';
import { borne } from '../../../load.ts';
import { text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Diep geneste invoer legt de dienst niet plat', 'Deeply nested input does not bring the service down'),
  failed: text(
    'Eén diep genest bericht legt de dienst plat voor iedereen.',
    'One deeply nested message brings the service down for everyone.',
  ),
  mend: text('Begrens de diepte van JSON en antwoord 400.', 'Bound the depth of JSON and answer 400.'),
  requires: { load: look('load') },
  requirements: ['ASVS5-2.2.1'],
  audit: ({ load }) => borne(load, 'deep-json'),
});
