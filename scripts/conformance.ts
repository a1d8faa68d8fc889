/**
 * `make conformance`: does every system of the municipality answer by its schema or shape, and do the registers agree? The whole
 * of aalter and a seeded 5 % of the other profiles, at true size, sharded over the cores. `--profile ID` (repeatable),
 * `--sample SHARE` (0–1), `--population N`, `--seed TEXT` change that. What is examined is told each five seconds; one line a profile,
 * with how many of each kind hold; exits 1 when something does not hold, 130 when interrupted.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { PROFILES, type Profile } from '../contract/src/municipality.ts';
import type { Found, Part } from '../sandbox-images/municipality/src/conformance/conform.ts';

const SHARES: Readonly<Record<Profile, number>> = { aalter: 1, antwerpen: 0.05, leiedal: 0.05, voka: 0.05 };
/** Failures of a profile that are told one by one. */
const TOLD = 50;
const WORKER = new URL('../sandbox-images/municipality/src/conformance/worker.ts', import.meta.url);

const isProfile = (text: string): text is Profile => PROFILES.some((known) => known === text);
const { values } = parseArgs({
  options: {
    profile: { type: 'string', multiple: true, default: [...PROFILES] },
    sample: { type: 'string' },
    population: { type: 'string' },
    seed: { type: 'string', default: '309' },
  },
});
const share = values.sample === undefined ? undefined : Number(values.sample);
const population = values.population === undefined ? undefined : Number(values.population);
const profiles = values.profile.filter(isProfile);
const wrong = [
  ...values.profile
    .filter((name) => !isProfile(name))
    .map((name) => `--profile ${name}: one of ${PROFILES.join(', ')}`),
  ...(share === undefined || (share > 0 && share <= 1) ? [] : [`--sample ${values.sample}: above 0, at most 1`]),
  ...(population === undefined || (Number.isInteger(population) && population >= 50)
    ? []
    : [`--population ${values.population}: a whole number from 50`]),
];
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(2);
}

/** Which kind a worker is at, and how many it examined of those that it has. */
type At = { readonly check: string; readonly done: number; readonly chosen: number };
type Message = { readonly at: At } | { readonly found: readonly Found[] };

/** One worker's part. */
const run = (part: Part, progress: (at: At) => void): Promise<readonly Found[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: part });
    worker.on('message', (said: Message) => ('at' in said ? progress(said.at) : resolve(said.found)));
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a worker ended before it had done its part')));
  });

process.once('SIGINT', () => {
  console.error('interrupted: what was not told above was not examined');
  process.exit(130);
});

let passed = 0;
let failed = 0;
for (const profile of profiles) {
  const begin = performance.now();
  const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(1);
  const at = new Map<number, At>();
  const tell = setInterval(() => {
    const said = [...at.values()].map(({ check, done, chosen }) => `${check} ${done}/${chosen}`);
    console.error(`${seconds().padStart(7)} s  ${profile}: ${said.join(', ')}`);
  }, 5_000);
  const of = availableParallelism();
  const parts = await Promise.all(
    Array.from({ length: of }, (_, shard) =>
      run({ profile, seed: values.seed, population, share: share ?? SHARES[profile], shard, of }, (said) =>
        at.set(shard, said),
      ),
    ),
  );
  clearInterval(tell);
  const all = parts.flat();
  const failures = all.flatMap((found) => found.failures);
  const kinds = [...Map.groupBy(all, ({ check }) => check)].map(([check, found]) => {
    const good = found.reduce((sum, one) => sum + one.passed, 0);
    return `${check} ${good}/${good + found.reduce((sum, one) => sum + one.failures.length, 0)}`;
  });
  for (const failure of failures.slice(0, TOLD)) console.log(`✗ ${profile} ${failure}`);
  if (failures.length > TOLD) console.log(`✗ ${profile}: and ${failures.length - TOLD} more`);
  passed += all.reduce((sum, one) => sum + one.passed, 0);
  failed += failures.length;
  console.log(`${profile.padEnd(10)} ${seconds().padStart(7)} s  ${kinds.join(', ')}`);
}
const { user, system } = process.cpuUsage();
console.log(`\n${passed} passed, ${failed} failed; ${Math.round((user + system) / 1e6)} s of processor time`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
