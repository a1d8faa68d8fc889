/**
 * Ten trials submitted at once beside the same trials one after the other, in one run: seconds, and whether each ends
 * with the outcomes that it has alone. `node bench/many.ts` prints one JSON record.
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../contract/src/scorecard.ts';
import { openTestLab, provider, testHome } from '../control-plane/src/testing/lab.ts';

const TRIALS = 10;
const SERVICES = ['static-site', 'verhuisloket'];

const lab = await openTestLab();
const out = join(testHome(), 'out', 'many');
const since = (begin: number) => Number(((performance.now() - begin) / 1000).toFixed(1));

async function one(service: string, n: number | 'alone'): Promise<Report> {
  const end = await lab.try(provider(service), { out: join(out, `${service}-${n}`) });
  if (end.error !== undefined) throw end.error;
  return end.report;
}

/** Audits that come to something else than alone; what a busy machine leaves undecided is counted apart. */
function differences(alone: Report, other: Report): { other: string[]; undecided: number } {
  const before = new Map(alone.audits.map(({ id, outcome }) => [id, outcome]));
  const changed = other.audits.filter(({ id, outcome }) => before.get(id) !== outcome);
  const undecided = changed.filter(({ id, outcome }) => outcome === 'not-run' || before.get(id) === 'not-run');
  return {
    other: changed.filter((a) => !undecided.includes(a)).map((a) => `${a.id}: ${before.get(a.id)} → ${a.outcome}`),
    undecided: undecided.length,
  };
}

try {
  const alone = new Map<string, Report>();
  let single = 0;
  // The first round makes what is cached.
  for (const round of [0, 1]) {
    for (const service of SERVICES) {
      const begin = performance.now();
      alone.set(service, await one(service, 'alone'));
      if (round === 1) single += since(begin);
    }
  }
  const begin = performance.now();
  const many = await Promise.all(
    Array.from({ length: TRIALS }, async (_, n) => {
      const service = SERVICES[n % SERVICES.length] ?? '';
      const report = await one(service, n);
      console.error(`${since(begin)} s  ${service} ${n}`);
      return { service, report };
    }),
  );
  const seconds = since(begin);
  const compared = many.map(({ service, report }) => differences(alone.get(service) ?? report, report));
  process.stdout.write(
    `${JSON.stringify({
      bench: 'ten trials at once',
      at: new Date().toISOString(),
      node: process.version,
      cores: cpus().length,
      trials: TRIALS,
      seconds: { together: seconds, oneByOne: Number(((single * TRIALS) / SERVICES.length).toFixed(1)) },
      otherOutcomes: compared.flatMap((c) => c.other),
      undecidedAsBusy: compared.reduce((n, c) => n + c.undecided, 0),
    })}\n`,
  );
} finally {
  await lab.close();
}
