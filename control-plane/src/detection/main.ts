import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '@proeftuin/contract/scorecard';
import { DEFECTS, manifestWith } from '../../../sandbox-images/providers/verhuisloket/defects.ts';
import { openTestLab, provider } from '../testing/lab.ts';
import { compare, type Found, passes, table } from './matrix.ts';

/**
 * `make detection`: plants each defect in verhuisloket, two sandboxes at a time, and says what was found, missed, and
 * called wrongly. What measures time and was too busy to tell is played once more, alone. `--sample N` takes N by their seed; `--only ID,ID` those. Exit 1 below 100 % detected or above 0 alarms.
 */
const flag = (name: string) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};
const only = flag('--only')?.split(',');
const sample = Number(flag('--sample') ?? DEFECTS.length);
const seeded = (id: string) => createHash('sha256').update(`309 ${id}`).digest('hex');
const chosen = DEFECTS.filter(({ id }) => only === undefined || only.includes(id))
  .toSorted((a, b) => (seeded(a.id) < seeded(b.id) ? -1 : 1))
  .slice(0, sample);

/** What a defect is played with: the suite, the town, and the name of both. */
function playOf(defect: (typeof DEFECTS)[number]) {
  const [suite, profile] = [defect.suite ?? 'quick', defect.profile ?? 'aalter'] as const;
  return { suite, profile, name: profile === 'aalter' ? suite : `${suite}-${profile}` };
}

const out = join(provider('..'), '..', 'out', 'detection');
/** The folder of the service: its own, or a copy with the defect's manifest. The good one was tried, and so built, before. */
function serviceWith(defect: (typeof DEFECTS)[number]): string {
  const folder = provider('verhuisloket');
  if (defect.manifest === undefined) return folder;
  const copy = join(out, defect.id, 'service');
  for (const part of ['Dockerfile', 'dist']) cpSync(join(folder, part), join(copy, part), { recursive: true });
  writeFileSync(
    join(copy, 'proeftuin.yaml'),
    manifestWith(defect, readFileSync(join(folder, 'proeftuin.yaml'), 'utf8')),
  );
  return copy;
}

const begin = performance.now();
const say = (line: string) => console.log(`${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`);
const lab = await openTestLab();
mkdirSync(out, { recursive: true });
try {
  const goods = new Map<string, Report>();
  const wrong: string[] = [];
  for (const { name, suite, profile } of new Map(chosen.map(playOf).map((play) => [play.name, play])).values()) {
    const good = await lab.try(provider('verhuisloket'), { suite, profile, out: join(out, `good-${name}`) });
    if (good.error !== undefined) throw good.error;
    goods.set(name, good.report);
    const alarms = good.report.audits.filter((a) => a.outcome === 'fail' || a.outcome === 'error').map((a) => a.id);
    say(
      `suite ${name} without defects: ${alarms.length === 0 ? 'nothing fails' : `false alarms: ${alarms.join(', ')}`}`,
    );
    wrong.push(...alarms);
  }
  const played = performance.now();
  const found: Found[] = [];
  const took: { suite: string; seconds: number }[] = [];
  const waiting = [...chosen];
  const again: typeof waiting = [];
  const work = async (alone: boolean) => {
    for (let defect = waiting.shift(); defect !== undefined; defect = waiting.shift()) {
      const { name, suite, profile } = playOf(defect);
      const began = performance.now();
      const bad = await lab.try(serviceWith(defect), {
        suite,
        profile,
        out: join(out, defect.id),
        defects: defect.id,
      });
      if (bad.error !== undefined) throw bad.error;
      if (!alone) took.push({ suite, seconds: (performance.now() - began) / 1000 });
      const good = goods.get(name);
      if (good === undefined) throw new Error(`suite ${name} was not played without defects`);
      const result = compare(defect, good, bad.report);
      const missed = result.missed.length === 0 ? '' : `  MISSED ${result.missed.join(', ')}`;
      const alarms = result.falseAlarms.length === 0 ? '' : `  FALSE ALARM ${result.falseAlarms.join(', ')}`;
      const busy = result.busy.length === 0 ? '' : `  too busy to tell ${result.busy.join(', ')}`;
      if (busy !== '' && missed + alarms === '' && !alone) {
        again.push(defect);
        say(`${defect.id}${busy}: played again alone, at the end`);
        continue;
      }
      found.push(result);
      say(`${found.length} of ${chosen.length}: ${defect.id}${missed}${busy}${alarms}`);
    }
  };
  await Promise.all([work(false), work(false)]);
  waiting.push(...again);
  await work(true);
  console.log(table(found));
  for (const line of passes(took)) console.log(line);
  writeFileSync(join(out, 'report.json'), JSON.stringify({ good: wrong, found }, null, 2));
  const each = (performance.now() - played) / 1000 / Math.max(1, found.length);
  say(`${found.length} defects, one in ${each.toFixed(1)} s, two sandboxes at a time`);
  const bad = wrong.length + found.reduce((n, f) => n + f.missed.length + f.falseAlarms.length, 0);
  process.exitCode = bad === 0 && found.length > 0 ? 0 : 1;
} finally {
  await lab.close();
}
