import type { AuditResult, Dimension, OutcomeName, Scorecard, Severity } from '@proeftuin/contract/scorecard';
import { OUTCOMES, SEVERITIES } from '@proeftuin/contract/scorecard';
import type { Rubric } from './rubric/rubric.ts';

type DimensionScore = Scorecard['dimensions'][Dimension];

const holds = (outcome: OutcomeName): boolean => outcome === 'pass' || outcome === 'not-applicable';
const worstOf = (severities: readonly Severity[]): Severity | undefined =>
  SEVERITIES.find((severity) => severities.includes(severity));

type Level = Rubric['levels'][number];

/** A shortfall so heavy that it bars a level without being one of its gates. */
const bars = (level: Level, result: AuditResult): boolean =>
  result.outcome === 'fail' && level.bars.includes(result.severity);

/** Gates of the levels that a suite can reach, the lowest always; and what else bars one of these. */
export function gatesInPlay(rubric: Rubric, suite: string, results: readonly AuditResult[]): Set<string> {
  const levels = rubric.levels.filter((level, index) => index === 0 || level.suite === suite);
  const barring = results.filter((result) => levels.some((level) => bars(level, result))).map((r) => r.id);
  return new Set([...levels.flatMap((level) => level.gates), ...barring]);
}

/** One dimension: its verdict by its gates, what was examined, and an index that security never has. */
export function scoreDimension(
  dimension: Dimension,
  results: readonly AuditResult[],
  rubric: Rubric,
  inPlay: ReadonlySet<string>,
): DimensionScore {
  const own = results.filter((r) => r.dimension === dimension);
  const count = (...outcomes: OutcomeName[]) => own.filter((r) => outcomes.includes(r.outcome)).length;
  const gates = own.filter((r) => inPlay.has(r.id)).map((r) => ({ audit: r.id, outcome: r.outcome }));
  const coverage = {
    examined: count('pass', 'fail', 'needs-review'),
    notExamined: count('error', 'not-run'),
    notApplicable: count('not-applicable'),
  };
  const worst = worstOf(own.filter((r) => r.outcome === 'fail').map((r) => r.severity));
  const index = dimension === 'security' ? undefined : indexOf(own, rubric);
  return {
    verdict: verdictOf(gates, coverage.examined + coverage.notExamined === 0),
    coverage,
    outcomes: countOutcomes(own),
    gates,
    ...(worst === undefined ? {} : { worst }),
    ...(index === undefined ? {} : { index }),
  };
}

function countOutcomes(results: readonly AuditResult[]): Record<OutcomeName, number> {
  const counts = { error: 0, fail: 0, 'needs-review': 0, 'not-run': 0, pass: 0, 'not-applicable': 0 };
  for (const outcome of OUTCOMES) counts[outcome] = results.filter((r) => r.outcome === outcome).length;
  return counts;
}

function verdictOf(gates: readonly { outcome: OutcomeName }[], nothing: boolean): DimensionScore['verdict'] {
  if (gates.some((g) => g.outcome === 'fail')) return 'shortfall';
  if (gates.some((g) => !holds(g.outcome))) return 'incomplete';
  return nothing || (gates.length > 0 && gates.every((g) => g.outcome === 'not-applicable'))
    ? 'not applicable'
    : 'no shortfall found';
}

/** Weighted share that passed of what a machine decided. */
function indexOf(results: readonly AuditResult[], rubric: Rubric): number | undefined {
  const decided = results.filter((r) => r.outcome === 'pass' || r.outcome === 'fail');
  const weigh = (some: readonly AuditResult[]) => some.reduce((sum, r) => sum + rubric.weights[r.severity], 0);
  return decided.length === 0
    ? undefined
    : Math.round((100 * weigh(decided.filter((r) => r.outcome === 'pass'))) / weigh(decided));
}

/**
 * The highest level that holds, and what is missing to the next. A level needs its suite to have been played; a re-check
 * of one audit (`partial`) gives no level at all.
 */
export function levelOf(
  results: readonly AuditResult[],
  rubric: Rubric,
  suite: string,
  partial: boolean,
): Pick<Scorecard, 'level' | 'missing'> {
  const outcomes = new Map(results.map((r) => [r.id, r.outcome]));
  const played = rubric.levels.findIndex((l) => l.suite === suite);
  let level: Scorecard['level'] = 'not ready';
  for (const [index, next] of rubric.levels.entries()) {
    const barring = results.filter((r) => bars(next, r)).map((r) => r.id);
    const missing: Scorecard['missing'] = [...new Set([...next.gates, ...barring])]
      .filter((audit) => !partial || outcomes.has(audit))
      .map((audit) => ({ level: next.id, audit, outcome: outcomes.get(audit) ?? ('not-run' as const) }))
      .filter((gate) => !holds(gate.outcome));
    if (partial || played < index) missing.push({ level: next.id, audit: `suite/${next.suite}`, outcome: 'not-run' });
    if (missing.length > 0) return { level, missing };
    level = next.id;
  }
  return { level, missing: [] };
}
