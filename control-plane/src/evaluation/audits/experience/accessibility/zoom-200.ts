import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De pagina verdraagt 200 % vergroting', 'The page bears 200 % zoom'),
  failed: text('Wie vergroot, verliest tekst of knoppen.', 'Whoever enlarges loses text or buttons.'),
  mend: text('Gebruik rem in plaats van px en laat regels afbreken.', 'Use rem instead of px and let lines wrap.'),
  requires: { fits: look('zoom') },
  requirements: ['WCAG21-1.4.4', 'EN301549-9.1.4.4'],
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
