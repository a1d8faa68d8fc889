import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.2.1',
  severity: 'serious',
  failed: text(
    'Wie meer tijd nodig heeft, wordt van de pagina gehaald.',
    'Whoever needs more time is taken off the page.',
  ),
  mend: text(
    'Ververs of verlaat een pagina nooit vanzelf (meta refresh).',
    'Never refresh or leave a page by itself (meta refresh).',
  ),
});
