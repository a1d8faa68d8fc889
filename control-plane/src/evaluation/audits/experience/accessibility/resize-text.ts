import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.4.4',
  severity: 'serious',
  failed: text('Slechtzienden kunnen de pagina niet vergroten.', 'People with low vision cannot enlarge the page.'),
  mend: text(
    'Haal user-scalable=no en maximum-scale uit de viewport.',
    'Take user-scalable=no and maximum-scale out of the viewport.',
  ),
});
