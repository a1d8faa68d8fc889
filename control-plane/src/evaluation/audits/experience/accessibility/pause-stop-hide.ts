import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.2.2',
  severity: 'serious',
  failed: text('Bewegende tekst leidt af en is niet te stoppen.', 'Moving text distracts and cannot be stopped.'),
  mend: text('Gebruik geen knipperende of lopende tekst.', 'Use no blinking or scrolling text.'),
});
