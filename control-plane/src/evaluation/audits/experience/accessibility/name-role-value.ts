import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '4.1.2',
  severity: 'critical',
  failed: text(
    'Wie een schermlezer gebruikt, kan een knop of veld niet herkennen of bedienen.',
    'Whoever uses a screen reader cannot recognise or work a button or field.',
  ),
  mend: text(
    'Geef elk veld een label en elke knop een tekst; gebruik ARIA alleen zoals het hoort.',
    'Give each field a label and each button a text; use ARIA only as it should be.',
  ),
});
