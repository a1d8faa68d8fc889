import type { EvidenceOf } from '@proeftuin/contract/evidence';
import type { TrialContext } from '../context.ts';
import { defineView } from '../define.ts';
import { type Answer, answerOf, isLab } from '../http.ts';

/** What the service answered to people and to the lab, in order. */
export function answersOf(exchange: readonly EvidenceOf<'exchange'>[], context: TrialContext): readonly Answer[] {
  const host = URL.parse(context.service.origin)?.host;
  return exchange
    .map((record) => answerOf(record, context))
    .filter((answer) => answer !== undefined)
    .filter((answer) => answer.url.host === host && isLab(answer.from));
}

export const serviceAnswers = defineView({
  needs: ['exchange'],
  of: ({ exchange }, context) => answersOf(exchange, context),
});
