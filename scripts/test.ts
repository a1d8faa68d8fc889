import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * Runs the suites one after the other, each with its budget, and ends with one plain line `N passed, N failed`.
 * `--full` runs all cases instead of the seeded part (PROEFTUIN_FULL=1). `--suite NAME` runs one.
 */
interface SuiteRun {
  readonly name: string;
  /** Seconds that it may take on two cores; past it the line says so. */
  readonly budget: number;
  readonly command: readonly string[];
}

const vitest = (project: string, budget: number, ...flags: string[]): SuiteRun => ({
  name: project,
  budget,
  command: ['node_modules/.bin/vitest', 'run', '--project', project, '--reporter', './scripts/reporter.ts', ...flags],
});

// Real engines, clusters and browsers on a busy machine: a second try is allowed, and told.
const SUITES: readonly SuiteRun[] = [
  { name: 'types', budget: 20, command: ['node_modules/.bin/tsc', '-p', '.'] },
  { name: 'biome', budget: 10, command: ['node_modules/.bin/biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'knip', budget: 10, command: ['node_modules/.bin/knip'] },
  vitest('unit', 110, '--retry', '1'),
  vitest('engines', 110, '--retry', '1'),
  vitest('line', 330, '--retry', '1'),
  // Of KUBECONFIG, or one that is started for it (docs/operator.md): without any the suite fails.
  vitest('cluster', 360, '--retry', '1'),
  // Four defects by their seed each time, all of them with --full.
  {
    name: 'detection',
    budget: 250,
    command: ['control-plane/src/detection/main.ts', ...(process.argv.includes('--full') ? [] : ['--sample', '4'])],
  },
];

const countsSchema = z.object({ passed: z.number(), failed: z.number(), skipped: z.number(), again: z.number() });
type Counts = z.infer<typeof countsSchema>;

async function run(suite: SuiteRun, full: boolean): Promise<Counts & { seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'proeftuin-test-'));
  const counts = join(folder, 'counts.json');
  const begin = performance.now();
  const [file = '', ...args] = suite.command;
  const code = await new Promise<number>((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', PROEFTUIN_COUNTS: counts, ...(full ? { PROEFTUIN_FULL: '1' } : {}) };
    const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
    child.on('exit', (status, signal) => resolve(signal === null ? (status ?? 1) : 1));
  });
  const seconds = (performance.now() - begin) / 1000;
  let seen: Counts = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, again: 0 };
  if (file.endsWith('vitest')) {
    try {
      seen = countsSchema.parse(JSON.parse(readFileSync(counts, 'utf8')));
    } catch {
      seen = { passed: 0, failed: 1, skipped: 0, again: 0 };
    }
    if (code !== 0 && seen.failed === 0) seen = { ...seen, failed: 1 };
    if (code === 0 && seen.passed === 0) seen = { ...seen, failed: seen.failed + 1 };
  }
  rmSync(folder, { recursive: true, force: true });
  return { ...seen, seconds };
}

const full = process.argv.includes('--full');
const chosen = process.argv.flatMap((flag, at) => (flag === '--suite' ? [process.argv[at + 1]] : []));
const lines: string[] = [];
let passed = 0;
let failed = 0;
for (const suite of SUITES.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  console.log(`\n── ${suite.name} (budget ${suite.budget} s)`);
  const end = await run(suite, full);
  passed += end.passed;
  failed += end.failed;
  const over = !full && end.seconds > suite.budget ? '  over budget' : '';
  const again = end.again > 0 ? `, ${end.again} only at a second try` : '';
  const skipped = end.skipped > 0 ? `, ${end.skipped} skipped` : '';
  lines.push(
    `${suite.name.padEnd(10)} ${end.seconds.toFixed(1).padStart(7)} s of ${suite.budget} s  ${end.passed} passed, ${end.failed} failed${skipped}${again}${over}`,
  );
}
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
