import { randomBytes } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import { makeFolder } from '@proeftuin/contract/folder';
import type { Profile } from '@proeftuin/contract/municipality';
import type { Report } from '@proeftuin/contract/scorecard';
import { shellWord } from '@proeftuin/contract/shell-word';
import { askedOf } from '@proeftuin/municipality/town/asked';
import { rubricOf } from '../evaluation/rubric/rubrics.ts';
import { thisHolder } from '../store/holder.ts';
import { writeReport } from './files.ts';
import type { TrialInput } from './input.ts';
import { planOf } from './plan/plan.ts';
import { readRelease } from './release.ts';
import { runTrial, type TrialEnd } from './run.ts';
import { makeSecrets } from './secrets.ts';
import { suiteOf } from './suites.ts';
import { newTrial, type World } from './trial.ts';

/** What `try` is asked, after its flags. */
export interface Asked {
  readonly suite: string;
  readonly only?: string | undefined;
  readonly profile: Profile;
  readonly municipality?: string[] | undefined;
  readonly seed: string;
  readonly date?: string | undefined;
  readonly population?: number | undefined;
  readonly rubric: string;
  readonly out?: string | undefined;
  readonly keep?: true | undefined;
  readonly envFile?: string | undefined;
  readonly images: string;
  readonly compat?: true | undefined;
  readonly acceptWeakIsolation?: true | undefined;
  readonly defects?: string | undefined;
}

export interface Submitted extends TrialEnd {
  readonly report: Report;
  /** Paths of what was written. */
  readonly files: { readonly folder: string; readonly html: string };
  /** Do the gates of the suite's level hold? */
  readonly held: boolean;
}

const TTL = 3600;

/**
 * Accepts a trial and works at it to its end. Throws LabError manifest.*, usage.invalid, scenario.unknown,
 * secret.missing before anything is started; later errors are in the answer, beside the report.
 */
export async function submit(
  world: World,
  at: { cwd: string; signal: AbortSignal },
  folder: string,
  asked: Asked,
): Promise<Submitted> {
  const input = inputOf(resolve(at.cwd, folder), asked);
  await suiteOf(input.suite, input.only);
  rubricOf(input.rubric);
  askedOf(input);
  const release = await readRelease(input.folder);
  const random = randomBytes(5).toString('hex');
  const id = `t-${world.now().toISOString().slice(0, 10).replaceAll('-', '')}-${random}`;
  const sandbox = `s-${random}`;
  const planned = planOf({
    releases: [release],
    settings: {
      id: sandbox,
      owner: world.home.owner,
      ttl: TTL,
      grade: input.compat ? 'compat' : 'strict',
      profile: input.profile,
      municipalities: input.municipalities,
      seed: input.seed,
      ...(input.date === undefined ? {} : { date: input.date }),
      ...(input.population === undefined ? {} : { population: input.population }),
      base: 'vlavirgem.test',
      serviceBase: 'dienst.test',
      overlay: input.overlay ?? {},
    },
  });
  const envFile = input.envFile === undefined ? '' : readEnvFile(resolve(at.cwd, input.envFile));
  const secrets = await makeSecrets(planned.secrets, envFile);
  const out = reportFolder(resolve(at.cwd, asked.out ?? `out/${id}`));
  const trial = newTrial({ id, sandbox, input, release, planned, secrets, world, signal: at.signal });
  await world.store.addTrial({
    id,
    createdAt: trial.startedAt,
    endedAt: null,
    phase: 'accepted',
    service: release.manifest.metadata.name,
    input: JSON.stringify({ ...input, manifest: release.text }),
    sandbox,
    plan: JSON.stringify(planned.plan),
    error: null,
    leaseHolder: thisHolder(),
    leaseUntil: new Date(world.now().getTime() + 30_000).toISOString(),
    facts: null,
    level: null,
    admitted: 0,
  });
  world.progress(`trial ${id}: ${release.manifest.metadata.name} ${release.manifest.metadata.version}`);
  const end = await runTrial(trial);
  const files = await writeReport(world.store, id, end.report, planned.plan, out);
  return { ...end, files, held: holds(end.report, input.only !== undefined) };
}

/**
 * Do the gates of the suite's level hold? For a suite without a level: those that it examined; for a re-check: what was
 * asked.
 */
export function holds({ level, missing, audits }: Report, recheck: boolean): boolean {
  const bad = (outcome: string) => outcome === 'fail' || outcome === 'error';
  if (recheck) return !audits.some(({ outcome }) => bad(outcome));
  if (level !== 'not ready') return true;
  const noLevel = missing.some(({ audit }) => audit.startsWith('suite/'));
  return noLevel && !missing.some(({ outcome }) => bad(outcome));
}

/** A folder that can be written to, before a trial is played for it. Throws usage.invalid. */
function reportFolder(folder: string): string {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (cause) {
    throw new LabError('usage.invalid', `--out ${folder} cannot be written to`, {
      next: 'Name a folder of your own.',
      cause,
    });
  }
}

function readEnvFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LabError('usage.invalid', `--env-file ${file} cannot be read`, { cause });
  }
}

/** The command that tries the same release in the same town again, in its folder. */
export function commandOf(asked: Asked): string {
  const flags = [
    asked.suite === 'quick' ? '' : ` --suite ${asked.suite}`,
    asked.only === undefined ? '' : ` --only ${asked.only}`,
    asked.profile === 'aalter' ? '' : ` --profile ${asked.profile}`,
    ...(asked.municipality ?? []).map((nis) => ` --municipality ${nis}`),
    asked.seed === '309' ? '' : ` --seed ${asked.seed}`,
    asked.date === undefined ? '' : ` --date ${asked.date}`,
    asked.population === undefined ? '' : ` --population ${asked.population}`,
    asked.rubric === 'v1' ? '' : ` --rubric ${asked.rubric}`,
    asked.compat === true ? ' --compat' : '',
    asked.envFile === undefined ? '' : ` --env-file ${shellWord(asked.envFile)}`,
    asked.defects === undefined ? '' : ` --defects ${asked.defects}`,
  ];
  return `proeftuin try .${flags.join('')}`;
}

function inputOf(folder: string, asked: Asked): TrialInput {
  return {
    folder,
    suite: asked.suite,
    ...(asked.only === undefined ? {} : { only: asked.only }),
    profile: asked.profile,
    municipalities: asked.municipality ?? [],
    seed: asked.seed,
    ...(asked.date === undefined ? {} : { date: asked.date }),
    ...(asked.population === undefined ? {} : { population: asked.population }),
    rubric: asked.rubric,
    compat: asked.compat ?? false,
    acceptWeakIsolation: asked.acceptWeakIsolation ?? false,
    keep: asked.keep ?? false,
    images: asked.images,
    ...(asked.envFile === undefined ? {} : { envFile: asked.envFile }),
    ...(asked.defects === undefined ? {} : { overlay: { DEFECTS: asked.defects } }),
    command: commandOf(asked),
  };
}
