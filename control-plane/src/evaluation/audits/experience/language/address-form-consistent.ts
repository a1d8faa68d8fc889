import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pagesByText } from '../../../views/pages.ts';
import { languageOf } from '../../../words.ts';

const FORMAL = /(?<![\p{L}])(?<!\d\s?)(u|uw|uzelf)(?![\p{L}])/giu;
const INFORMAL = /(?<![\p{L}])(je|jij|jou|jouw|jezelf)(?![\p{L}])/giu;

export default defineAudit({
  severity: 'minor',
  passed: text('De burger wordt overal hetzelfde aangesproken', 'The citizen is addressed the same way everywhere'),
  failed: text(
    'De dienst spreekt de burger door elkaar met u en je aan.',
    'The service addresses the citizen with u and je mixed.',
  ),
  mend: text(
    'Kies u (of je) en gebruik het overal, ook in foutmeldingen.',
    'Choose u (or je) and use it everywhere, in error messages too.',
  ),
  requires: { pages: pagesByText },
  requirements: ['BESTUURSDECREET-II.10'],
  unless: withoutWeb,
  audit({ pages }) {
    const dutch = pages.map((p) => ({ p, words: p.visible() })).filter(({ words }) => languageOf(words) === 'nl');
    if (dutch.length === 0)
      return notRun(text('Er is te weinig Nederlandse tekst.', 'There is too little Dutch text.'));
    const formal = dutch.filter(({ words }) => (words.match(FORMAL) ?? []).length > 0);
    const informal = dutch.filter(({ words }) => (words.match(INFORMAL) ?? []).length > 0);
    return formal.length > 0 && informal.length > 0
      ? fail(
          [...formal.slice(0, 2), ...informal.slice(0, 2)].map(({ p }) => p.id),
          [`u: ${formal.map(({ p }) => p.path)[0]}`, `je: ${informal.map(({ p }) => p.path)[0]}`],
        )
      : pass(dutch.slice(0, 2).map(({ p }) => p.id));
  },
});
