import type { Report } from '@proeftuin/contract/scorecard';
import { audits } from '../evaluation/registry.ts';

const timed = new Set(audits.filter(({ audit }) => audit.timeBased).map(({ id }) => id));

/**
 * What a trial was judged to be, without what two good trials of one service may differ in: ids, times, figures that are
 * measured, and audits that depend on the speed of the machine.
 */
export const judged = (report: Report) => ({
  level: report.level,
  missing: report.missing,
  error: report.trial.error?.code,
  dimensions: Object.entries(report.dimensions).map(([id, { verdict, gates }]) => ({ id, verdict, gates })),
  isolation: report.isolation.map(({ id, grade, verdict }) => `${id} ${grade}: ${verdict}`),
  scenarios: report.scenarios.map(({ id, outcome, cause, message }) => ({ id, outcome, cause, message })),
  audits: report.audits
    .filter(({ id }) => !timed.has(id))
    .map(({ id, outcome, details, reason }) => ({ id, outcome, details, reason: reason?.en })),
  findings: report.findings
    .filter(({ audit }) => !timed.has(audit))
    .map(({ id, outcome, severity, sentence }) => ({ id, outcome, severity, sentence: sentence.en })),
  digests: report.set.digests,
  notes: report.set.notes,
});
