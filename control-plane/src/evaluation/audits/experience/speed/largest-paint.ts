import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De pagina staat er snel', 'The page is there soon'),
  failed: text('Burgers wachten lang tot ze iets zien.', 'Citizens wait long until they see something.'),
  mend: text(
    'Lever de eerste pagina van de server, met kleine beelden en zonder scripts die blokkeren.',
    'Serve the first page from the server, with small pictures and without scripts that block.',
  ),
  requires: { pages },
  requirements: ['CWV-LCP'],
  timeBased: true,
  unless: withoutWeb,
  audit({ pages }, { limits }) {
    const told = pages.map((p) => ({ id: p.id, value: p.vitals?.lcp })).filter((v) => v.value !== undefined);
    if (told.length === 0) return notRun(text('Dit werd niet gemeten.', 'This was not measured.'));
    const worst = told.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
    return atMost(worst.value ?? 0, limits.largestPaint, 'ms', [worst.id]);
  },
});
