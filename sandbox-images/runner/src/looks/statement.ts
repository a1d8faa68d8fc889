import type { LookData } from '@proeftuin/contract/looks';
import { defineLook } from '../look.ts';

const LINK = /<a\b[^>]*href="([^"]+)"[^>]*>([^<]*(?:toegankelijk|accessib)[^<]*)<\/a>/i;
const PARTS: readonly (readonly [LookData<'statement'>['parts'][number], RegExp])[] = [
  ['conformance', /wcag|en 301 549|conform/i],
  ['feedback', /mailto:|contact|schrijf|meld/i],
  ['enforcement', /ombuds|klacht|toezicht|handhaving/i],
  ['date', /\b\d{1,2} \w+ 20\d\d\b|\b20\d\d-\d\d-\d\d\b/i],
];

/** The accessibility statement, linked from the landing page. */
export default defineLook({
  id: 'statement',
  cast: [],
  async run({ ask }) {
    const home = await ask('/');
    const match = LINK.exec(home.text);
    if (match === null) return { found: false, parts: [] };
    const [, href = '', link = ''] = match;
    const at = new URL(href, home.url);
    if (at.origin !== new URL(home.url).origin)
      return { found: true, link: link.trim().slice(0, 300), url: at.href.slice(0, 2000), status: 0, parts: [] };
    const page = await ask(at.pathname + at.search);
    return {
      found: true,
      link: link.trim().slice(0, 300),
      url: page.url.slice(0, 2000),
      status: page.status,
      parts: PARTS.filter(([, words]) => words.test(page.text)).map(([part]) => part),
    };
  },
});
