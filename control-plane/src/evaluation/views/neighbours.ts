import { defineView } from '../define.ts';
import { notApplicable, notRun, text, Unseen } from '../outcome.ts';

/** What a civil servant of another municipality saw of a case that is not theirs. */
export interface Neighbour {
  readonly id: string;
  readonly scenario: string;
  /** In the list of cases. */
  readonly listed: boolean;
  /** On the page of the case, by its address. */
  readonly opened: boolean;
}

/** Stories in which two municipalities use the service side by side. */
export const neighbours = defineView({
  needs: [],
  uses: ['scenario'],
  of({ scenario }): readonly Neighbour[] {
    const looked = scenario.filter(({ data }) => data.capability === 'moving.handle');
    const told = looked.flatMap(({ id, data: { scenario: name, facts = {} } }) =>
      typeof facts.listed === 'boolean' && typeof facts.opened === 'boolean'
        ? [{ id, scenario: name, listed: facts.listed, opened: facts.opened }]
        : [],
    );
    if (told.length > 0) return told;
    if (looked.length === 0)
      throw new Unseen(notRun(text('Deze suite onderzoekt dit niet.', 'This suite does not examine this.')));
    const alone = looked.every(({ data }) => data.outcome === 'not-applicable');
    throw new Unseen(
      alone
        ? notApplicable(text('Deze proef speelt in één gemeente.', 'This trial plays in one municipality.'))
        : notRun(
            text('Geen ambtenaar kwam zo ver dat dit te zien was.', 'No civil servant came far enough to see this.'),
            looked.map(({ id }) => id),
          ),
    );
  },
});
