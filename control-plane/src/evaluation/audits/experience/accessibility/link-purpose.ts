import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.4.4',
  severity: 'serious',
  failed: text(
    'Wie een schermlezer gebruikt, hoort niet waar een link heen gaat.',
    'Whoever uses a screen reader does not hear where a link goes.',
  ),
  mend: text('Geef elke link een tekst die zegt waarheen ze leidt.', 'Give each link a text that says where it leads.'),
});
