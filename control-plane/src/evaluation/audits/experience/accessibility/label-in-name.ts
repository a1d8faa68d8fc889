import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.5.3',
  severity: 'moderate',
  failed: text(
    'Wie met de stem werkt, kan een knop niet noemen zoals ze er staat.',
    'Whoever works by voice cannot name a button as it reads.',
  ),
  mend: text(
    'Laat de zichtbare tekst deel zijn van de naam van het element.',
    "Have the visible text be part of the element's name.",
  ),
});
