import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.1.1',
  severity: 'serious',
  failed: text(
    'Wie niet ziet, mist wat beelden zeggen: een beeld heeft geen tekst.',
    'Whoever cannot see misses what pictures say: a picture has no text.',
  ),
  mend: text(
    'Geef elk beeld een alt-tekst, of een lege als het versiering is.',
    'Give each picture an alt text, or an empty one if it is decoration.',
  ),
});
