import { defineView } from '../define.ts';
import { notRun, text, Unseen } from '../outcome.ts';

/** What one completed story asked of a person, as the runner counted it. */
export interface Effort {
  readonly id: string;
  readonly scenario: string;
  /** Pages gone through; fields shown that the person had to think of; those typed or chosen; found filled in rightly; files. */
  readonly pages: number;
  readonly asked: number;
  readonly typed: number;
  readonly prefilled: number;
  readonly documents: number;
}

export const efforts = defineView({
  needs: ['scenario', 'step'],
  of({ scenario, step }): readonly Effort[] {
    const done = scenario.filter((s) => s.data.outcome === 'ok');
    const found = done.flatMap((s): Effort[] => {
      const counted = step.filter(
        (x) => x.data.scenario === s.data.scenario && typeof x.data.facts?.typed === 'number',
      );
      if (counted.length === 0) return [];
      const sum = (fact: string) => counted.reduce((n, x) => n + numberOf(x.data.facts?.[fact]), 0);
      return [
        {
          id: s.id,
          scenario: s.data.scenario,
          pages: sum('pages'),
          asked: Math.max(sum('typed'), sum('fields') - sum('prefilled')),
          typed: sum('typed'),
          prefilled: sum('prefilled'),
          documents: sum('documents'),
        },
      ];
    });
    if (found.length > 0) return found;
    throw new Unseen(notRun(text('Geen taak met een formulier werd afgerond.', 'No task with a form was completed.')));
  },
});

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
export const most = (efforts: readonly Effort[], what: (effort: Effort) => number): number =>
  Math.max(0, ...efforts.map(what));
