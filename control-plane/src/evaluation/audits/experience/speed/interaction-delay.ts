import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De pagina reageert vlot', 'The page reacts promptly'),
  failed: text('De pagina reageert traag op een klik.', 'The page reacts slowly to a click.'),
  mend: text('Doe minder werk in de browser na een klik.', 'Do less work in the browser after a click.'),
  requires: { pages },
  requirements: ['CWV-INP'],
  timeBased: true,
  unless: withoutWeb,
  audit({ pages }, { limits }) {
    const told = pages.map((p) => ({ id: p.id, value: p.vitals?.inp })).filter((v) => v.value !== undefined);
    if (told.length === 0) return notRun(text('Dit werd niet gemeten.', 'This was not measured.'));
    const worst = told.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
    return atMost(worst.value ?? 0, limits.interactionDelay, 'ms', [worst.id]);
  },
});
