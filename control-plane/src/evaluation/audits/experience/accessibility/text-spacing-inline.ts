import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.4.12',
  severity: 'moderate',
  failed: text(
    'Wie ruimere letters nodig heeft, kan ze niet instellen.',
    'Whoever needs wider letters cannot set them.',
  ),
  mend: text(
    'Zet tekstafstanden niet met !important in style-attributen.',
    'Do not set text spacing with !important in style attributes.',
  ),
});
