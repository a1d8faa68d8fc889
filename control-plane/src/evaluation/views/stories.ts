import type { Data, EvidenceOf } from '@proeftuin/contract/evidence';
import { defineView } from '../define.ts';
import { whoseFault } from '../fault.ts';

/** A scenario with all that belongs to it. */
export interface Story extends Data<'scenario'> {
  readonly id: string;
  /** What it comes to: a failure goes to whoever caused it. */
  readonly came: 'ok' | 'failed' | 'lab' | 'not-applicable';
  readonly steps: readonly EvidenceOf<'step'>[];
  readonly changes: readonly (Data<'register-diff'>['changes'][number] & { id: string })[];
  readonly pages: readonly EvidenceOf<'page'>[];
}

export const stories = defineView({
  needs: ['scenario'],
  uses: ['step', 'page', 'register-diff'],
  of: (evidence): readonly Story[] =>
    evidence.scenario.map((record) => {
      const { scenario } = record.data;
      const diffs = evidence['register-diff'].filter((d) => d.data.scenario === scenario);
      return {
        ...record.data,
        id: record.id,
        came: cameTo(record.data),
        steps: evidence.step.filter((s) => s.data.scenario === scenario),
        changes: diffs.flatMap((d) => d.data.changes.map((change) => ({ ...change, id: d.id }))),
        pages: evidence.page.filter((p) => p.step?.startsWith(`${scenario}#`) === true),
      };
    }),
});

function cameTo({ outcome, cause }: Data<'scenario'>): Story['came'] {
  if (outcome === 'ok' || outcome === 'not-applicable') return outcome;
  if (outcome === 'error' && cause === undefined) return 'lab';
  return whoseFault(cause) === 'provider' ? 'failed' : 'lab';
}
