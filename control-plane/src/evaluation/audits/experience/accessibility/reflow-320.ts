import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De pagina past in een smal venster', 'The page fits a narrow window'),
  failed: text(
    'Wie sterk vergroot, moet naar twee kanten schuiven om te lezen.',
    'Whoever enlarges strongly must scroll both ways to read.',
  ),
  mend: text(
    'Laat kolommen onder elkaar komen en geef niets een vaste breedte.',
    'Let columns stack and give nothing a fixed width.',
  ),
  requires: { fits: look('reflow') },
  requirements: ['WCAG21-1.4.10', 'EN301549-9.1.4.10'],
  unless: withoutWeb,
  audit({ fits }) {
    const pages = fits.seen.flatMap((f) => f.pages);
    if (pages.length === 0) return notRun(text('Geen pagina werd bekeken.', 'No page was looked at.'), fits.ids);
    const details = pages.flatMap((p) => [
      ...(p.scrollWidth > p.width + 1
        ? [
            `${p.url}: ${p.scrollWidth} px wide in ${p.width} px`,
            ...p.outside.map((e) => `outside: ${e.name} ${e.target}`),
          ]
        : []),
      ...p.lost.map((e) => `${p.url} lost: ${e.name} ${e.target}`),
    ]);
    return details.length === 0 ? pass(fits.ids) : fail(fits.ids, details);
  },
});
