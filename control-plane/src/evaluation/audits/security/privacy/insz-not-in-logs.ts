import { defineAudit } from '../../../define.ts';
import { inszIn, masked } from '../../../insz.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { logLines } from '../../../views/records.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Rijksregisternummers staan niet in het logboek', 'National register numbers are not in the log'),
  failed: text(
    'Wie het logboek leest, leest rijksregisternummers van burgers.',
    'Whoever reads the log reads national register numbers of citizens.',
  ),
  mend: text(
    'Schrijf een eigen nummer in het logboek en masker rijksregisternummers.',
    'Write a number of your own into the log and mask national register numbers.',
  ),
  requires: { logLines },
  requirements: ['ASVS5-14.2.1', 'GDPR-5.1.f'],
  audit({ logLines }) {
    const bad = logLines.map((l) => ({ l, found: inszIn(l.data.text) })).filter(({ found }) => found.length > 0);
    return bad.length === 0
      ? pass()
      : fail(
          bad.map(({ l }) => l.id),
          bad.map(({ l, found }) => `${l.data.container}: ${found.map(masked).join(', ')}`),
        );
  },
});
