import type { Evidence } from '@proeftuin/contract/evidence';
import {
  type AuditResult,
  type OutcomeName,
  type Scorecard,
  SEVERITIES,
  type Text,
} from '@proeftuin/contract/scorecard';
import type { Audit } from './define.ts';
import { type Outcome, text } from './outcome.ts';

/** An audit, what it said, and how that is told. */
export interface Judged {
  readonly audit: Audit;
  readonly outcome: Outcome;
  readonly result: AuditResult;
}

/** What a person must know of, in the order of impact: shortfalls, then what a person must judge, then our own faults. */
const TOLD: readonly OutcomeName[] = ['fail', 'needs-review', 'error'];

export function findingsOf(judged: readonly Judged[], records: readonly Evidence[]): Scorecard['findings'] {
  const kinds = new Map(records.map((record) => [record.id, record.kind]));
  return judged
    .filter(({ result }) => TOLD.includes(result.outcome))
    .sort((a, b) => impact(a.result) - impact(b.result) || (a.result.id < b.result.id ? -1 : 1))
    .map(({ audit, outcome, result }) => ({
      id: `${result.id}#${kinds.get(result.evidence[0] ?? '') ?? 'none'}`,
      audit: result.id,
      dimension: result.dimension,
      outcome: result.outcome,
      severity: result.severity,
      sentence: sentenceOf(audit, outcome),
      mend: result.outcome === 'error' ? OUR_TURN : (outcome.mend ?? audit.mend),
      evidence: result.evidence,
      details: result.details,
    }));
}

const impact = (result: AuditResult): number =>
  TOLD.indexOf(result.outcome) * 100 + SEVERITIES.indexOf(result.severity) * 10 + (result.gate ? 0 : 1);

const OUR_TURN = text(
  'U hoeft niets te doen: dit is een fout van de proefomgeving. Voer de proef opnieuw uit.',
  'Nothing for you to do: this is a fault of the lab. Run the trial again.',
);

function sentenceOf(audit: Audit, { outcome, sentence, reason }: Outcome): Text {
  if (outcome === 'fail') return sentence ?? audit.failed;
  const why = reason ?? text('', '');
  return outcome === 'error'
    ? text(
        `Niet te beoordelen: ${lower(audit.passed.nl)}. ${why.nl}`,
        `Could not be judged: ${lower(audit.passed.en)}. ${why.en}`,
      )
    : text(
        `Iemand moet nakijken: ${lower(audit.passed.nl)}. ${why.nl}`,
        `A person must look: ${lower(audit.passed.en)}. ${why.en}`,
      );
}

const lower = (sentence: string): string =>
  /^[A-Z][a-z]/.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
