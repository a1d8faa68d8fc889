import { defineView } from '../define.ts';
import { notRun, text, Unseen } from '../outcome.ts';

/** What one completed task asked of a person, as the runner counted it. */
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
      // Each such step is a whole task: a story may tell of several people.
      return counted.map(({ data: { facts } }) => {
        const fact = (name: string) => numberOf(facts?.[name]);
        return {
          id: s.id,
          scenario: s.data.scenario,
          pages: fact('pages'),
          asked: Math.max(fact('typed'), fact('fields') - fact('prefilled')),
          typed: fact('typed'),
          prefilled: fact('prefilled'),
          documents: fact('documents'),
        };
      });
    });
    if (found.length > 0) return found;
    throw new Unseen(notRun(text('Geen taak met een formulier werd afgerond.', 'No task with a form was completed.')));
  },
});

const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
export const most = (efforts: readonly Effort[], what: (effort: Effort) => number): number =>
  Math.max(0, ...efforts.map(what));
