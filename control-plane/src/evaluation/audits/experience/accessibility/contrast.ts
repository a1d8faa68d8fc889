import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.4.3',
  severity: 'serious',
  failed: text(
    'Slechtzienden kunnen een deel van de tekst niet lezen: het contrast is te klein.',
    'People with low vision cannot read a part of the text: the contrast is too small.',
  ),
  mend: text(
    'Maak het contrast minstens 4,5 op 1 (grote tekst 3 op 1).',
    'Make the contrast at least 4.5 to 1 (large text 3 to 1).',
  ),
});
