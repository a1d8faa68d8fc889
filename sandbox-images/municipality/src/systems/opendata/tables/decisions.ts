import { Councils } from '../../../council/councils.ts';
import type { DecisionKind } from '../../../data/decisions.ts';
import { once } from '../../../once.ts';
import { dateOf } from '../../../town/numbers/days.ts';
import type { Town } from '../../../town/types.ts';
import type { Dataset } from '../dataset.ts';

/** What was dealt with behind closed doors is listed by the council alone. */
const isOpen = (kind: DecisionKind): boolean => kind.closed !== true;

export function decisions(town: Town, origin: (host: string) => string): Dataset {
  const councils = new Councils(town);
  /** The sittings, each with how many rows come before it: rows are made from the few sittings that they are in. */
  const index = once(() => {
    const sittings = town.municipalities.flatMap((m) => councils.sittings(m).filter(({ held }) => held));
    let before = 0;
    const from = sittings.map((sitting) => {
      const at = before;
      before += councils.kinds(sitting).filter(isOpen).length;
      return at;
    });
    return { sittings, from, count: before };
  });
  return {
    id: 'besluiten',
    title: 'Besluiten van de gemeenteraad',
    about: 'Wat de gemeenteraad de laatste twee jaar in openbare zitting besliste, met de stemmingen.',
    keywords: ['besluiten', 'gemeenteraad', 'LBLOD'],
    theme: 'GOVE',
    columns: ['datum', 'niscode', 'zitting', 'titel', 'gevolg', 'voor', 'tegen', 'onthouding', 'besluitenlijst'],
    count: () => index().count,
    *rows(from, to) {
      const { sittings, from: starts } = index();
      for (const [i, sitting] of sittings.entries()) {
        const start = starts[i] ?? 0;
        if (start >= to) return;
        if ((starts[i + 1] ?? Number.POSITIVE_INFINITY) <= from) continue;
        const { municipality: m } = sitting;
        for (const [n, { title, outcome, vote }] of councils
          .items(sitting)
          .filter(({ kind }) => isOpen(kind))
          .entries()) {
          if (start + n < from || start + n >= to) continue;
          yield [
            dateOf(sitting.day),
            m.nis,
            sitting.id,
            title,
            outcome,
            ...(outcome === 'Verdaagd' ? [null, null, null] : [vote.for, vote.against, vote.abstained]),
            `${origin('besluiten')}/${encodeURIComponent(m.name)}/Gemeente/zittingen/${sitting.id}/besluitenlijst`,
          ];
        }
      }
    },
  };
}
