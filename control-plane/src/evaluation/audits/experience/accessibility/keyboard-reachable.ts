import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.1.1',
  severity: 'serious',
  failed: text(
    'Wie geen muis gebruikt, kan bij een deel van de pagina niet.',
    'Whoever uses no mouse cannot reach a part of the page.',
  ),
  mend: text(
    'Zorg dat elk deel dat schuift of reageert de focus kan krijgen.',
    'See that each part that scrolls or reacts can take the focus.',
  ),
});
