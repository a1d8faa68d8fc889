import { defineAudit } from '../../../define.ts';
import { inszIn, masked } from '../../../insz.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Rijksregisternummers staan niet in adressen', 'National register numbers are not in addresses'),
  failed: text(
    'Het rijksregisternummer van een burger staat in het adres van een pagina, en dus in logboeken en geschiedenis.',
    "A citizen's national register number is in the address of a page, and so in logs and history.",
  ),
  mend: text(
    'Gebruik in adressen een eigen, betekenisloos nummer van het dossier.',
    'Use a meaningless number of the case in addresses.',
  ),
  requires: { answers: serviceAnswers },
  requirements: ['ASVS5-14.2.1', 'GDPR-5.1.f'],
  audit({ answers }) {
    if (answers.length === 0) return notRun(text('De dienst werd niets gevraagd.', 'The service was asked nothing.'));
    const urls = (a: (typeof answers)[number]) =>
      [safe(a.url.href), safe(a.told('location')), safe(a.asked('referer'))].flatMap(inszIn);
    const bad = answers.map((a) => ({ a, found: urls(a) })).filter(({ found }) => found.length > 0);
    return bad.length === 0
      ? pass()
      : fail(
          bad.map(({ a }) => a.id),
          bad.map(({ a, found }) => `${a.method} ${a.url.host}: ${found.map(masked).join(', ')}`),
        );
  },
});

function safe(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
