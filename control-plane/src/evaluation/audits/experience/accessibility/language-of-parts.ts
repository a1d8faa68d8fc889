import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '3.1.2',
  severity: 'moderate',
  failed: text(
    'Een schermlezer leest een deel van de tekst met de verkeerde uitspraak.',
    'A screen reader reads a part of the text with the wrong pronunciation.',
  ),
  mend: text('Gebruik alleen geldige taalcodes in lang.', 'Use only valid language codes in lang.'),
});
