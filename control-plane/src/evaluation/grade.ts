import type { Evidence } from '@proeftuin/contract/evidence';
import { type AuditResult, DIMENSIONS, type Dimension, type Scorecard } from '@proeftuin/contract/scorecard';
import { cleanDetails, orderedIds } from './clean.ts';
import type { TrialContext } from './context.ts';
import type { Audit } from './define.ts';
import { findingsOf, type Judged } from './findings.ts';
import { notApplicable, notRun, type Outcome } from './outcome.ts';
import { BUSY } from './reasons.ts';
import { audits, type PlacedAudit } from './registry.ts';
import { hashOfRubric, type Rubric } from './rubric/rubric.ts';
import { gatesInPlay, levelOf, scoreDimension } from './scorecard.ts';
import { Seen } from './seen.ts';

/**
 * The only door to a judgement. Pure: the same evidence, context and rubric give the same bytes, in whatever order the
 * records come. Never throws, whatever the evidence holds.
 */
export function grade(evidence: readonly Evidence[], context: TrialContext, rubric: Rubric): Scorecard {
  const seen = new Seen(evidence, context);
  const chosen = audits.filter(({ id }) => context.only === undefined || id === context.only);
  const told = chosen.map((placed) => {
    const outcome = judge(placed.audit, seen, context, rubric);
    return { audit: placed.audit, outcome, result: resultOf(placed, outcome, seen) };
  });
  const gates = gatesInPlay(
    rubric,
    context.suite,
    told.map((j) => j.result),
  );
  const judged = told.map((j): Judged => ({ ...j, result: { ...j.result, gate: gates.has(j.result.id) } }));
  const results = judged.map((j) => j.result);
  const score = (dimension: Dimension) => scoreDimension(dimension, results, rubric, gates);
  const [integration, security, value, experience] = DIMENSIONS;
  return {
    rubric: { id: rubric.id, hash: hashOfRubric(rubric) },
    ...levelOf(results, rubric, context.suite, context.only !== undefined),
    dimensions: {
      integration: score(integration),
      security: score(security),
      value: score(value),
      experience: score(experience),
    },
    audits: results,
    findings: findingsOf(judged, seen.records),
  };
}

function judge(audit: Audit, seen: Seen, context: TrialContext, rubric: Rubric): Outcome {
  return seen.judge(() => {
    const why = audit.unless?.(context);
    if (why !== undefined) return notApplicable(why);
    if (audit.timeBased && context.load !== undefined && context.load > rubric.busyLoad) return notRun(BUSY);
    const lacking = audit.views.map((view) => seen.lacks(view)).filter((outcome) => outcome !== undefined);
    const worst = lacking.find((outcome) => outcome.outcome === 'error') ?? lacking[0];
    if (worst !== undefined) return worst;
    const said = audit.run((view) => seen.get(view), { ...context, limits: rubric.limits });
    if (said.outcome !== 'pass') return said;
    return audit.views.map((view) => seen.doubts(view)).find((doubt) => doubt !== undefined) ?? said;
  });
}

function resultOf({ id, dimension, audit }: PlacedAudit, outcome: Outcome, seen: Seen): AuditResult {
  return {
    id,
    dimension,
    outcome: outcome.outcome,
    severity: audit.severity,
    title: outcome.outcome === 'fail' ? audit.failed : audit.passed,
    requirements: [...audit.requirements],
    evidence: orderedIds(outcome.evidence, seen.records),
    details: cleanDetails(outcome.details),
    ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
    ...(outcome.measured === undefined ? {} : { measured: outcome.measured }),
    gate: false,
  };
}
