import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pagesByText } from '../../../views/pages.ts';
import { sentencesOf, wordsOf } from '../../../words.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('Zinnen zijn kort', 'Sentences are short'),
  failed: text(
    'Wie moeilijk leest, haakt af: de zinnen zijn te lang.',
    'Whoever reads with difficulty gives up: the sentences are too long.',
  ),
  mend: text(
    'Schrijf één gedachte per zin, gemiddeld vijftien woorden.',
    'Write one thought a sentence, fifteen words on average.',
  ),
  requires: { pages: pagesByText },
  requirements: ['BESTUURSDECREET-II.10'],
  unless: withoutWeb,
  audit({ pages }, { limits }) {
    const sentences = [...new Set(pages.flatMap((p) => sentencesOf(p.visible())))];
    const words = sentences.reduce((sum, s) => sum + wordsOf(s).length, 0);
    if (words < limits.minimumWords)
      return notRun(text('Er is te weinig lopende tekst om te meten.', 'There is too little running text to measure.'));
    return atMost(
      words / sentences.length,
      limits.sentenceLength,
      'words',
      pages.slice(0, 3).map((p) => p.id),
    );
  },
});
