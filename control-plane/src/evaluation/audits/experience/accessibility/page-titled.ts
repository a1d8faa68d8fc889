import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.4.2',
  severity: 'serious',
  failed: text(
    'Een burger weet niet op welke pagina hij is: de titel ontbreekt.',
    'A citizen does not know which page this is: the title is missing.',
  ),
  mend: text('Geef elke pagina een eigen title.', 'Give each page a title of its own.'),
});
