import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.2.2',
  severity: 'serious',
  failed: text('Wie niet hoort, mist wat een video zegt.', 'Whoever cannot hear misses what a video says.'),
  mend: text('Geef elke video ondertitels.', 'Give each video captions.'),
});
