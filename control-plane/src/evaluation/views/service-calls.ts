import { defineView } from '../define.ts';
import { type Answer, answerOf, isLab } from '../http.ts';

/** What the provider's workloads called themselves, in order. */
export const serviceCalls = defineView({
  needs: ['exchange'],
  of: ({ exchange }, context): readonly Answer[] =>
    exchange
      .map((record) => answerOf(record, context))
      .filter((answer) => answer !== undefined)
      .filter((answer) => !isLab(answer.from)),
});
