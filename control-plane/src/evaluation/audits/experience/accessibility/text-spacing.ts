import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De pagina verdraagt ruimere letters', 'The page bears wider letters'),
  failed: text(
    'Wie ruimere letters nodig heeft, ziet tekst afgesneden worden.',
    'Whoever needs wider letters sees text cut off.',
  ),
  mend: text('Geef wat tekst bevat geen vaste hoogte.', 'Give nothing that holds text a fixed height.'),
  requires: { fits: look('text-spacing') },
  requirements: ['WCAG21-1.4.12', 'EN301549-9.1.4.12'],
  unless: withoutWeb,
  audit({ fits }) {
    const pages = fits.seen.flatMap((f) => f.pages);
    if (pages.length === 0) return notRun(text('Geen pagina werd bekeken.', 'No page was looked at.'), fits.ids);
    const details = pages.flatMap((p) => [
      ...p.clipped.map((e) => `${p.url} cut off: ${e.name} ${e.target}`),
      ...p.lost.map((e) => `${p.url} lost: ${e.name} ${e.target}`),
    ]);
    return details.length === 0 ? pass(fits.ids) : fail(fits.ids, details);
  },
});
