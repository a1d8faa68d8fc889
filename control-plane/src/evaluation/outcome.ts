import type { OutcomeName, Text } from '@proeftuin/contract/scorecard';

/** What an audit says. Made by the functions below, never by hand. */
export interface Outcome {
  readonly outcome: OutcomeName;
  /** Ids of the records that show it. */
  readonly evidence: readonly string[];
  /** Each once, in the order in which they were found. */
  readonly details: readonly string[];
  readonly reason?: Text;
  /** A more exact sentence than the audit's `failed`. */
  readonly sentence?: Text;
  /** A more exact first step than the audit's `mend`. */
  readonly mend?: Text;
  readonly measured?: Measured;
}
interface Measured {
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
}

const once = (details: readonly string[]): readonly string[] => [...new Set(details)];

export const text = (nl: string, en: string): Text => ({ nl, en });

export const pass = (evidence: readonly string[] = [], details: readonly string[] = []): Outcome => ({
  outcome: 'pass',
  evidence,
  details: once(details),
});

export const fail = (evidence: readonly string[], details: readonly string[] = [], sentence?: Text): Outcome => ({
  outcome: 'fail',
  evidence,
  details: once(details),
  ...(sentence === undefined ? {} : { sentence }),
});

const because =
  (outcome: OutcomeName) =>
  (reason: Text, evidence: readonly string[] = [], details: readonly string[] = []): Outcome => ({
    outcome,
    evidence,
    details: once(details),
    reason,
  });

/** A machine cannot decide; the evidence is prepared for a person. */
export const needsReview = because('needs-review');
export const notApplicable = because('not-applicable');
export const notRun = because('not-run');
/** The lab's own fault. */
export const labError = because('error');

/** Puts the figure beside an outcome. */
export const measured = (outcome: Outcome, value: number, unit: string, limit?: number): Outcome => ({
  ...outcome,
  measured: { value: round(value), unit, ...(limit === undefined ? {} : { limit }) },
});

/** The outcome of a figure that must not be above its limit. */
export const atMost = (value: number, limit: number, unit: string, evidence: readonly string[]): Outcome =>
  measured(
    value <= limit ? pass(evidence) : fail(evidence, [`${round(value)} ${unit} > ${limit} ${unit}`]),
    value,
    unit,
    limit,
  );

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Thrown by a view that cannot be made ready: ends each audit that requires it with this outcome. */
export class Unseen extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.reason?.en ?? outcome.outcome);
    this.outcome = outcome;
  }
}
