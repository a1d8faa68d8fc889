import { defineAudit } from '../../../define.ts';
import { borne } from '../../../load.ts';
import { text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Trage verbindingen houden anderen niet op', 'Slow connections do not hold up others'),
  failed: text(
    'Enkele trage verbindingen houden alle andere burgers op.',
    'A few slow connections hold up all other citizens.',
  ),
  mend: text('Zet een tijdslimiet op het lezen van een verzoek.', 'Set a time limit on reading a request.'),
  requires: { load: look('load') },
  requirements: ['ASVS5-2.4.1'],
  audit: ({ load }) => borne(load, 'slow-client'),
});
