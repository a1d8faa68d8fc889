/**
 * What a trial costs on this machine, warm: whole trials by the command line, in turns, with the seconds at which each
 * phase begins, and the re-check of one audit; and how long the lab's side of a sandbox (gateway and municipality) takes to
 * be ready with a town of 29,000 and one of 530,000 (limit: 0.3 s apart). `node bench/trial.ts` prints one JSON record.
 */
import { spawn } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 4;
const root = new URL('..', import.meta.url).pathname;
const CASES: Readonly<Record<string, readonly string[]>> = {
  'static-site quick': ['static-site'],
  'verhuisloket quick': ['verhuisloket'],
  'verhuisloket core': ['verhuisloket', '--suite', 'core'],
  'verhuisloket full': ['verhuisloket', '--suite', 'full'],
  'verhuisloket one audit': ['verhuisloket', '--only', 'security/session/csrf-refused'],
  'one audit in antwerpen': ['verhuisloket', '--only', 'security/session/csrf-refused', '--profile', 'antwerpen'],
};
/** Lines of progress by which a phase is known. */
const PHASES: Readonly<Record<string, RegExp>> = {
  provision: /municipality starts/,
  probe: /isolation of this sandbox/,
  start: / starts$/,
  play: /people use it/,
  remove: /sandbox is removed/,
};

interface Run {
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
}

function once(args: readonly string[]): Promise<Run> {
  const [provider = '', ...flags] = args;
  const out = join(root, 'out', 'bench');
  const asked = ['try', join(root, 'sandbox-images/providers', provider), ...flags, '--out', out, '--json'];
  const begin = performance.now();
  const since = () => (performance.now() - begin) / 1000;
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'proeftuin'), asked, { stdio: ['ignore', 'ignore', 'pipe'] });
    const phases: Record<string, number> = {};
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const line of text.split('\n')) {
        const phase = Object.keys(PHASES).find((name) => PHASES[name]?.test(line.trim()));
        if (phase !== undefined) phases[phase] ??= since();
      }
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0 || code === 1) resolve({ seconds: since(), phases });
      else reject(new Error(`${asked.join(' ')} ended with ${code}:\n${said.slice(-2000)}`));
    });
  });
}

const runs = new Map<string, Run[]>();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, args] of Object.entries(CASES)) {
    const run = await once(args);
    // The first round makes what is cached.
    if (round > 0) runs.set(name, [...(runs.get(name) ?? []), run]);
    console.error(`${round + 1} of ${ROUNDS}  ${name}  ${run.seconds.toFixed(1)} s`);
  }
}

const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b);
const median = (list: readonly number[]) => Number((sorted(list)[Math.floor(list.length / 2)] ?? 0).toFixed(1));
const cases = Object.fromEntries(
  [...runs].map(([name, list]) => [
    name,
    {
      median: median(list.map((run) => run.seconds)),
      slowest: Number(Math.max(...list.map((run) => run.seconds)).toFixed(1)),
      phasesBeginAt: Object.fromEntries(
        Object.keys(PHASES).map((phase) => [phase, median(list.map((run) => run.phases[phase] ?? 0))]),
      ),
    },
  ]),
);
/** Seconds from the municipality's start to its first right answer, in each run of a case. */
const ready = (name: string) =>
  (runs.get(name) ?? []).map(({ phases }) => (phases.probe ?? Number.NaN) - (phases.provision ?? Number.NaN));
const town = (name: string) =>
  Number((sorted(ready(name))[Math.floor(ready(name).length / 2)] ?? Number.NaN).toFixed(2));
const towns = { aalter: town('verhuisloket one audit'), antwerpen: town('one audit in antwerpen') };
const memory = Math.round(totalmem() / 1024 ** 3);
const machine = { cores: cpus().length, memory, load: Number((loadavg()[0] ?? 0).toFixed(1)) };
process.stdout.write(
  `${JSON.stringify({ bench: 'trial', at: new Date().toISOString(), node: process.version, ...machine, samples: ROUNDS - 1, seconds: cases, ready: towns })}\n`,
);
