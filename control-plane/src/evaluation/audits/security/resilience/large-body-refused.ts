import { defineAudit } from '../../../define.ts';
import { borne } from '../../../load.ts';
import { text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'Een te groot formulier legt de dienst niet plat',
    'A form that is too large does not bring the service down',
  ),
  failed: text(
    'Eén te groot formulier legt de dienst plat voor iedereen.',
    'One form that is too large brings the service down for everyone.',
  ),
  mend: text(
    'Weiger bodies boven een grens met 413, vóór ze gelezen zijn.',
    'Refuse bodies above a limit with 413, before they are read.',
  ),
  requires: { load: look('load') },
  requirements: ['ASVS5-5.2.1'],
  audit: ({ load }) => borne(load, 'large-body'),
});
