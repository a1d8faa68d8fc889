import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Pagina’s zijn licht', 'Pages are light'),
  failed: text(
    'Wie traag of duur internet heeft, wacht en betaalt: een pagina is te zwaar.',
    'Whoever has slow or dear internet waits and pays: a page is too heavy.',
  ),
  mend: text(
    'Verklein beelden, laat ongebruikte scripts weg en comprimeer.',
    'Shrink pictures, leave out unused scripts and compress.',
  ),
  requires: { pages },
  requirements: ['EIF-14'],
  timeBased: false,
  unless: withoutWeb,
  audit({ pages }, { limits }) {
    const told = pages.map((p) => ({ id: p.id, value: p.vitals?.weight })).filter((v) => v.value !== undefined);
    if (told.length === 0) return notRun(text('Dit werd niet gemeten.', 'This was not measured.'));
    const worst = told.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
    return atMost(worst.value ?? 0, limits.pageWeight, 'bytes', [worst.id]);
  },
});
