import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '3.3.2',
  severity: 'serious',
  failed: text(
    'Een burger weet niet wat hij in een veld moet invullen: de labels kloppen niet.',
    'A citizen does not know what to fill in: the labels are not right.',
  ),
  mend: text('Geef elk veld precies één zichtbaar label.', 'Give each field exactly one visible label.'),
});
