import { clean } from '@proeftuin/contract/clean';
import { DIMENSIONS, OUTCOMES, type OutcomeName, type Report } from '@proeftuin/contract/scorecard';

/** One audit in two reports that both examined it. */
interface Changed {
  readonly audit: string;
  readonly before: OutcomeName;
  readonly after: OutcomeName;
}

/** Outcomes that say nothing of the service. */
const UNTOLD: readonly OutcomeName[] = ['not-run', 'not-applicable'];

/**
 * What changed between two reports, over the audits that both have. `mended` and `broken` by the order of outcomes; `untold`:
 * not run in one of them, as on a busy machine, so that nothing got better or worse.
 */
export function compareReports(a: Report, b: Report) {
  const after = new Map(b.audits.map((audit) => [audit.id, audit.outcome]));
  const common = a.audits.flatMap((audit): Changed[] => {
    const now = after.get(audit.id);
    return now === undefined ? [] : [{ audit: audit.id, before: audit.outcome, after: now }];
  });
  const rank = (outcome: OutcomeName) => OUTCOMES.indexOf(outcome);
  const decided = common.filter((c) => !UNTOLD.includes(c.before) && !UNTOLD.includes(c.after));
  return {
    common: common.length,
    mended: decided.filter((c) => rank(c.after) > rank(c.before)),
    broken: decided.filter((c) => rank(c.after) < rank(c.before)),
    untold: common.filter((c) => c.before !== c.after && [c.before, c.after].includes('not-run')),
    /** Settings that differ: a change may come from these. */
    set: (['profile', 'seed', 'date', 'population', 'suite', 'rubric', 'engine'] as const).filter(
      (key) => a.set[key] !== b.set[key],
    ),
  };
}

/** Two reports side by side for a terminal. */
export function renderComparison(a: Report, b: Report): string {
  const { mended, broken, untold, set, common } = compareReports(a, b);
  const row = (label: string, left: string, right: string) => `  ${label.padEnd(14)} ${left.padEnd(34)} ${right}`;
  const name = (r: Report) => r.services.map((s) => `${s.name} ${s.version}`).join(', ');
  const told = (list: readonly Changed[]) => list.map((c) => `  ${c.audit}: ${c.before} → ${c.after}`);
  const lines = [
    '',
    row('', a.trial.id, b.trial.id),
    row('service', name(a), name(b)),
    row('level', a.level, b.level),
    ...DIMENSIONS.map((d) => row(d, verdict(a, d), verdict(b, d))),
    ...set.map((key) => row(key, String(a.set[key]), String(b.set[key]))),
    '',
    `${common} audits in both.`,
    ...(mended.length > 0 ? ['', 'Better:', ...told(mended)] : []),
    ...(broken.length > 0 ? ['', 'Worse:', ...told(broken)] : []),
    ...(untold.length > 0 ? ['', 'Not run in one of them:', ...told(untold)] : []),
    ...(mended.length + broken.length + untold.length === 0 ? ['Nothing changed.'] : []),
  ];
  return `${lines.map((line) => clean(line).trimEnd()).join('\n')}\n`;
}

function verdict(report: Report, dimension: (typeof DIMENSIONS)[number]): string {
  const { verdict, outcomes } = report.dimensions[dimension];
  return `${verdict} (${outcomes.fail} not in order)`;
}
