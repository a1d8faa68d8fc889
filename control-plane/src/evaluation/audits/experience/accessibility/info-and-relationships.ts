import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.3.1',
  severity: 'serious',
  failed: text(
    'Wie een schermlezer gebruikt, hoort niet hoe de pagina in elkaar zit.',
    'Whoever uses a screen reader does not hear how the page is built.',
  ),
  mend: text('Gebruik echte lijsten, tabellen, koppen en labels.', 'Use real lists, tables, headings and labels.'),
});
