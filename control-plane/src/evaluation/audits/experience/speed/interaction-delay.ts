import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';
import { steps } from '../../../views/records.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De pagina reageert vlot', 'The page reacts promptly'),
  failed: text('De pagina reageert traag op een klik.', 'The page reacts slowly to a click.'),
  mend: text('Doe minder werk in de browser na een klik.', 'Do less work in the browser after a click.'),
  requires: { pages, steps },
  requirements: ['CWV-INP'],
  timeBased: true,
  unless: withoutWeb,
  audit({ pages, steps }, { limits }) {
    // Also while a form was filled in: a page that is left by a click takes what it noted with it.
    const told = [
      ...pages.map(({ id, vitals }) => ({ id, value: vitals?.inp })),
      ...steps.map(({ id, data }) => ({ id, value: data.facts?.slowest })),
    ].flatMap(({ id, value }) => (typeof value === 'number' ? [{ id, value }] : []));
    if (told.length === 0) return notRun(text('Dit werd niet gemeten.', 'This was not measured.'));
    const worst = told.reduce((a, b) => (b.value > a.value ? b : a));
    return atMost(worst.value, limits.interactionDelay, 'ms', [worst.id]);
  },
});
