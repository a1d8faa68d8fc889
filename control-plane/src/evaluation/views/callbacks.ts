import type { Data, EvidenceOf } from '@proeftuin/contract/evidence';
import { defineView } from '../define.ts';

/** What the town had to tell the service of one message, over all attempts. */
export interface Told {
  readonly ids: readonly string[];
  readonly event: string;
  readonly attempts: number;
  readonly accepted: boolean;
  /** The service itself answered at least once: not the gateway for it, as when nobody is at home. */
  readonly answered: boolean;
  /** What the last attempt met. */
  readonly last: string;
}

/** Answers that the gateway gives when it does not reach the service. */
const NOBODY = [0, 502, 503, 504];
const met = ({ status, failure }: Data<'callback'>): string =>
  status === 0 ? (failure ?? 'unreachable') : `${status}`;
const answered = ({ status, failure }: Data<'callback'>): boolean =>
  failure === 'timeout' || failure === 'redirect' || !NOBODY.includes(status);

const toldOf = (records: readonly EvidenceOf<'callback'>[]): Told => ({
  ids: records.map(({ id }) => id),
  event: records[0]?.data.event ?? '',
  attempts: records.length,
  accepted: records.some(({ data }) => data.outcome === 'accepted'),
  answered: records.some(({ data }) => answered(data)),
  last: records.map(({ data }) => met(data)).at(-1) ?? '',
});

/** Callbacks by their id: rightly none when there is nothing to tell. */
export const callbacks = defineView({
  needs: ['exchange'],
  uses: ['callback'],
  of: (evidence): readonly Told[] =>
    [...Map.groupBy(evidence.callback, ({ data }) => data.callback).values()].map(toldOf),
});
