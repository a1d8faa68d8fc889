import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.4.1',
  severity: 'serious',
  failed: text(
    'Wie kleuren niet onderscheidt, herkent links in de tekst niet.',
    'Whoever cannot tell colours apart does not recognise links in the text.',
  ),
  mend: text('Onderstreep links in lopende tekst.', 'Underline links in running text.'),
});
