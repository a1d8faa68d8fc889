import { LOOKS } from '@proeftuin/contract/looks';
import { defineView } from '../define.ts';
import { notRun, text, Unseen } from '../outcome.ts';

/** A task that was sent more than once, and how many reports too many the town received of it. */
interface Repeat {
  readonly id: string;
  readonly what: string;
  readonly extra: number;
}

/** Second clicks in stories, and what the look at back and reload did. */
export const repeats = defineView({
  needs: [],
  uses: ['scenario', 'look'],
  of({ scenario, look }): readonly Repeat[] {
    const told = scenario.flatMap(({ id, data }) =>
      typeof data.facts?.extra === 'number' ? [{ id, what: data.scenario, extra: data.facts.extra }] : [],
    );
    const seen = look.flatMap(({ id, data }) => {
      const read =
        data.look === 'back-reload' && data.outcome === 'ok' ? LOOKS['back-reload'].safeParse(data.data) : undefined;
      const attempts = read?.success === true ? read.data.attempts : [];
      return attempts.map(({ what, url, extra }) => ({ id, what: `${what} ${url}`, extra }));
    });
    if (told.length + seen.length > 0) return [...told, ...seen];
    throw new Unseen(notRun(text('Niets werd twee keer ingediend.', 'Nothing was sent twice.')));
  },
});
