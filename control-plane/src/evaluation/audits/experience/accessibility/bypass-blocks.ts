import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '2.4.1',
  severity: 'moderate',
  failed: text(
    'Wie met het toetsenbord werkt, moet op elke pagina door de hele kop.',
    'Whoever works by keyboard must go through the whole head of each page.',
  ),
  mend: text(
    'Gebruik main, koppen of een link om naar de inhoud te springen.',
    'Use main, headings or a link that skips to the content.',
  ),
});
