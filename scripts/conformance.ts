/**
 * `make conformance`: does every system of the municipality answer by its schema or shape, and do the registers agree? The whole
 * of aalter and a seeded 5 % of the other profiles, at true size, sharded over the cores. `--profile ID` (repeatable),
 * `--sample SHARE` (0–1), `--population N`, `--seed TEXT` change that. One line a profile; exits 1 when something does not hold.
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

type Message = { readonly done: number; readonly found?: readonly Found[] };

/** One worker's part. */
const run = (part: Part, progress: (done: number) => void): Promise<readonly Found[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: part });
    worker.on('message', ({ done, found }: Message) => {
      progress(done);
      if (found !== undefined) resolve(found);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a worker ended before it had done its part')));
  });

let passed = 0;
let failed = 0;
for (const profile of profiles) {
  const begin = performance.now();
  const seconds = (): string => ((performance.now() - begin) / 1000).toFixed(1);
  let done = 0;
  let last = 0;
  const progress = (more: number): void => {
    done += more;
    if (performance.now() - last < 5_000) return;
    last = performance.now();
    console.error(`${seconds().padStart(7)} s  ${profile}: ${done} records`);
  };
  const of = availableParallelism();
  const parts = await Promise.all(
    Array.from({ length: of }, (_, shard) =>
      run({ profile, seed: values.seed, population, share: share ?? SHARES[profile], shard, of }, progress),
    ),
  );
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
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
