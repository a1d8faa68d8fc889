import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

/** Links of a block that is worth to be passed over. */
const BLOCK = 3;
const firstLinks = (markup: string) =>
  [...markup.matchAll(/<a\b[^>]*\bhref="([^"]*)"/gi)].slice(0, BLOCK).map(([, href]) => href);

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
  // No heading, main part or skip link on several pages that begin with the same links.
  sure: (suspected) =>
    suspected.filter((page) => {
      const links = firstLinks(page.markup());
      const same = suspected.filter((other) => firstLinks(other.markup()).join(' ') === links.join(' '));
      return links.length === BLOCK && new Set(same.map((p) => p.path)).size > 1;
    }),
});
