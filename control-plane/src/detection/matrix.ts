import { DIMENSIONS, type Dimension, type Report } from '@proeftuin/contract/scorecard';
import { BUSY } from '../evaluation/reasons.ts';

export interface PlantedDefect {
  readonly id: string;
  readonly breaks: readonly string[];
  /** Audits that must leave it to a person. */
  readonly asks?: readonly string[];
  readonly mayAlsoBreak?: readonly string[];
}

/** What became of one defect, beside the report of the same service without it. */
export interface Found {
  readonly defect: string;
  readonly detected: readonly string[];
  readonly missed: readonly string[];
  /** Those that measure time, which this machine was too busy for: neither found nor missed. */
  readonly busy: readonly string[];
  /** Audits that fail, or are an error of the lab, though nothing declares it. */
  readonly falseAlarms: readonly string[];
  /** Audits that said something. */
  readonly judged: Readonly<Record<Dimension, number>>;
}

/** Compares the report of a planted defect with the good one: pure. */
export function compare(defect: PlantedDefect, good: Report, bad: Report): Found {
  const before = new Map(good.audits.map((audit) => [audit.id, audit.outcome]));
  const failing = new Set(bad.audits.filter((a) => a.outcome === 'fail').map((a) => a.id));
  const asking = new Set(bad.audits.filter((a) => a.outcome === 'needs-review').map((a) => a.id));
  const asked = (id: string) => asking.has(id) && before.get(id) !== 'needs-review';
  const found = new Set([...defect.breaks.filter((id) => failing.has(id)), ...(defect.asks ?? []).filter(asked)]);
  const busy = new Set(bad.audits.filter((a) => a.outcome === 'not-run' && a.reason?.en === BUSY.en).map((a) => a.id));
  const meant = [...defect.breaks, ...(defect.asks ?? [])];
  const allowed = [...defect.breaks, ...(defect.mayAlsoBreak ?? [])];
  const declared = (id: string) =>
    allowed.some((pattern) => pattern === id || (pattern.endsWith('*') && id.startsWith(pattern.slice(0, -1))));
  const falseAlarms = bad.audits
    .filter(
      (a) =>
        (a.outcome === 'fail' && before.get(a.id) !== 'fail') ||
        (a.outcome === 'error' && before.get(a.id) !== 'error'),
    )
    .map((a) => a.id)
    .filter((id) => !declared(id));
  const judged = Object.fromEntries(
    DIMENSIONS.map((d) => [
      d,
      bad.audits.filter((a) => a.dimension === d && (a.outcome === 'pass' || a.outcome === 'fail')).length,
    ]),
  ) as Record<Dimension, number>;
  return {
    defect: defect.id,
    detected: meant.filter((id) => found.has(id)),
    missed: meant.filter((id) => !found.has(id) && !busy.has(id)),
    busy: meant.filter((id) => busy.has(id)),
    falseAlarms,
    judged,
  };
}

/** Wilson's score interval of k of n at 95 %. */
export function wilson(k: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.96;
  const p = k / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** How long one pass took, from its images to its report: a line for each suite. */
export function passes(took: readonly { suite: string; seconds: number }[]): string[] {
  return [...Map.groupBy(took, ({ suite }) => suite)].map(([suite, all]) => {
    const seconds = all.map((one) => one.seconds);
    const mean = seconds.reduce((sum, n) => sum + n, 0) / all.length;
    return `suite ${suite.padEnd(6)} ${all.length} passes, ${mean.toFixed(1)} s each (${Math.min(...seconds).toFixed(1)} – ${Math.max(...seconds).toFixed(1)})`;
  });
}

const dimensionOf = (audit: string) => audit.split('/')[0] ?? '';
const percent = ([low, high]: [number, number]) => `[${Math.round(low * 100)} % – ${Math.round(high * 100)} %]`;

/** The matrix by dimension, as it is printed. */
export function table(found: readonly Found[]): string {
  const lines = ['              detected/planted            false alarms/audits'];
  for (const dimension of DIMENSIONS) {
    const of = (ids: readonly string[]) => ids.filter((id) => dimensionOf(id) === dimension).length;
    const detected = found.reduce((n, f) => n + of(f.detected), 0);
    const planted = detected + found.reduce((n, f) => n + of(f.missed), 0);
    const alarms = found.reduce((n, f) => n + of(f.falseAlarms), 0);
    const judged = found.reduce((n, f) => n + f.judged[dimension], 0);
    const right = planted === 0 ? '' : percent(wilson(detected, planted));
    lines.push(
      `${dimension.padEnd(13)} ${`${detected}/${planted}`.padEnd(8)} ${right.padEnd(18)} ${`${alarms}/${judged}`.padEnd(8)} ${percent(wilson(alarms, judged))}`,
    );
  }
  return lines.join('\n');
}
