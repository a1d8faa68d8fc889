import { defineAudit } from '../../../define.ts';
import { borne } from '../../../load.ts';
import { text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Een ingepakte bom legt de dienst niet plat', 'A compressed bomb does not bring the service down'),
  failed: text(
    'Eén klein ingepakt bericht dat zich uitrolt, legt de dienst plat voor iedereen.',
    'One small compressed message that unfolds brings the service down for everyone.',
  ),
  mend: text(
    'Weiger Content-Encoding op verzoeken met 415, of begrens wat er uitgepakt wordt.',
    'Refuse Content-Encoding on requests with 415, or bound what is unpacked.',
  ),
  requires: { load: look('load') },
  requirements: ['ASVS5-5.2.1'],
  audit: ({ load }) => borne(load, 'bomb'),
});
