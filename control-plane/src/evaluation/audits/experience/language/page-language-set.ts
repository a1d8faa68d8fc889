import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pagesByText } from '../../../views/pages.ts';
import { languageOf } from '../../../words.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De aangegeven taal is de taal van de tekst', 'The language given is that of the text'),
  failed: text(
    'De pagina zegt een andere taal te zijn dan ze is: voorlezen en vertalen gaan mis.',
    'The page claims another language than it is in: reading aloud and translating go wrong.',
  ),
  mend: text(
    'Zet op html de taal waarin de pagina geschreven is.',
    'Put the language that the page is written in on html.',
  ),
  requires: { pages: pagesByText },
  requirements: ['WCAG21-3.1.1', 'EIF-16'],
  unless: withoutWeb,
  audit({ pages }) {
    // A page without any lang is the finding of accessibility/language-of-page.
    const bad = pages
      .map((p) => ({ p, is: languageOf(p.visible()), says: p.lang.toLowerCase().split('-')[0] ?? '' }))
      .filter(({ is, says }) => says !== '' && is !== undefined && is !== says);
    return bad.length === 0
      ? pass(pages.slice(0, 2).map((p) => p.id))
      : fail(
          bad.map(({ p }) => p.id),
          bad.map(({ p, is, says }) => `${p.path}: lang=${says}, text: ${is ?? '?'}`),
        );
  },
});
