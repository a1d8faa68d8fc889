import { availableParallelism, loadavg } from 'node:os';
import { LabError } from '@proeftuin/contract/errors';
import { type Evidence, of } from '@proeftuin/contract/evidence';
import { parseManifest } from '@proeftuin/contract/manifest/parse';
import type { Manifest } from '@proeftuin/contract/manifest/schema';
import { isolationSchema, type Report, reportSchema, setSchema } from '@proeftuin/contract/scorecard';
import * as z from 'zod';
import type { TrialContext } from '../evaluation/context.ts';
import { grade } from '../evaluation/grade.ts';
import { rubricOf } from '../evaluation/rubric/rubrics.ts';
import { renderJson } from '../reports/json.ts';
import type { Store } from '../store/store.ts';
import { trialInputSchema } from './input.ts';
import { workloadsOf } from './release.ts';
import { suiteOf } from './suites.ts';
import type { Trial } from './trial.ts';

/** What a report says beside its verdict; stored with the trial, so that it can be graded again without its sandbox. */
const factsSchema = z.object({
  set: setSchema,
  isolation: z.array(isolationSchema),
  looks: z.array(z.string()),
  load: z.number(),
  origin: z.string(),
  base: z.string(),
});
type Facts = z.infer<typeof factsSchema>;

const storedInputSchema = trialInputSchema.extend({ manifest: z.string() });

/** Grades a trial that has just ended (early or not), and stores its report. */
export async function gradeTrial(trial: Trial, error: LabError | undefined): Promise<Report> {
  const { store, engine } = trial.world;
  const { input, planned, release } = trial;
  const suite = await suiteOf(input.suite, input.only);
  const place = await engine.facts().catch(() => ({ name: engine.kind, notes: [] }));
  const facts: Facts = {
    set: {
      profile: input.profile,
      seed: input.seed,
      date: trial.town.date,
      population: trial.town.population,
      suite: input.suite,
      rubric: input.rubric,
      engine: place.name,
      versions: { proeftuin: '0.1.0', node: process.versions.node },
      digests: Object.fromEntries(Object.entries(trial.images).map(([name, image]) => [name, image.digest])),
      notes: [...planned.notes, ...trial.notes, ...place.notes],
    },
    isolation: trial.isolation,
    looks: trial.answered ? [...suite.looks, ...suite.afterRestart] : [],
    load: (loadavg()[0] ?? 0) / availableParallelism(),
    origin: planned.service.origin,
    base: planned.municipality.base,
  };
  await store.changeTrial(trial.id, { facts: JSON.stringify(facts) });
  const ended = { startedAt: trial.startedAt, endedAt: trial.world.now().toISOString() };
  const report = reportOf({
    id: trial.id,
    ...ended,
    error: error === undefined ? undefined : { code: error.code, message: error.message, next: error.next },
    input,
    manifest: release.manifest,
    facts,
    evidence: await store.evidence(trial.id),
    blob: (sha) => store.blob(sha),
    rubric: input.rubric,
  });
  await store.addReport(trial.id, report.rubric.id, renderJson(report));
  return report;
}

/** Grades a stored trial again, with another rubric. Throws trial.unknown, scenario.unknown (rubric). */
export async function regrade(store: Store, id: string, rubric: string): Promise<Report> {
  const row = await store.trial(id);
  if (row.facts === null) throw new LabError('trial.unknown', `trial ${id} ended before anything could be graded`);
  const input = storedInputSchema.parse(JSON.parse(row.input));
  const parsed = parseManifest(input.manifest, 'proeftuin.yaml');
  if (!parsed.ok) throw new LabError('lab.stored', `the stored manifest of ${id} does not parse`);
  const report = reportOf({
    id,
    startedAt: row.createdAt,
    endedAt: row.endedAt ?? row.createdAt,
    error:
      row.error === null
        ? undefined
        : z.object({ code: z.string(), message: z.string(), next: z.string() }).parse(JSON.parse(row.error)),
    input,
    manifest: parsed.manifest,
    facts: factsSchema.parse(JSON.parse(row.facts)),
    evidence: await store.evidence(id),
    blob: (sha) => store.blob(sha),
    rubric,
  });
  await store.addReport(id, report.rubric.id, renderJson(report));
  return report;
}

interface Graded {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly error: { code: string; message: string; next: string } | undefined;
  readonly input: z.infer<typeof trialInputSchema>;
  readonly manifest: Manifest;
  readonly facts: Facts;
  readonly evidence: readonly Evidence[];
  readonly blob: TrialContext['blob'];
  readonly rubric: string;
}

function reportOf(trial: Graded): Report {
  const { manifest, facts, evidence } = trial;
  const scorecard = grade(evidence, contextOf(trial), rubricOf(trial.rubric));
  return reportSchema.parse({
    v: 1,
    trial: {
      id: trial.id,
      startedAt: trial.startedAt,
      endedAt: trial.endedAt,
      state: trial.error === undefined ? 'done' : 'error',
      ...(trial.error === undefined ? {} : { error: trial.error }),
      command: trial.input.command,
    },
    services: [
      {
        name: manifest.metadata.name,
        version: manifest.metadata.version,
        title: { nl: manifest.title.nl, en: manifest.title.en ?? manifest.title.nl },
      },
    ],
    set: { ...facts.set, rubric: scorecard.rubric.id },
    isolation: facts.isolation,
    dimensions: scorecard.dimensions,
    // A trial that the lab could not finish has no level to give.
    level: trial.error === undefined ? scorecard.level : 'not ready',
    missing: scorecard.missing,
    rubric: scorecard.rubric,
    audits: scorecard.audits,
    findings: scorecard.findings.map((finding) => ({
      ...finding,
      recheck: recheckOf(trial.input.command, finding.audit),
    })),
    scenarios: of(evidence, 'scenario').map(({ data }) => ({
      id: data.scenario,
      outcome: data.outcome,
      ...(data.message === undefined ? {} : { message: data.message }),
      ...(data.cause === undefined ? {} : { cause: data.cause }),
    })),
  });
}

/** The command that tries one audit again, of the same suite and in the same town. */
const recheckOf = (command: string, audit: string): string => `${command.replace(/ --only \S+/, '')} --only ${audit}`;

function contextOf({ manifest, facts, input, blob }: Graded): TrialContext {
  const resources = workloadsOf(manifest).flatMap(([, spec]) => Object.entries(spec.resources ?? {}));
  const strings = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
  const registers = resources.flatMap(([, { type, params }]) =>
    type === 'register' && typeof params?.register === 'string'
      ? [params.register]
      : type === 'dossier-channel'
        ? ['dossiers']
        : [],
  );
  const health = workloadsOf(manifest)
    .flatMap(([, spec]) => Object.values(spec.containers))
    .map((c) => c.livenessProbe?.httpGet.path)
    .find((path) => path !== undefined);
  const replaces = manifest.value?.replaces;
  return {
    service: {
      name: manifest.metadata.name,
      origin: facts.origin,
      login: resources.some(([, { type }]) => type === 'oidc-client'),
      ...(health === undefined ? {} : { health }),
    },
    base: facts.base,
    resources: resources.map(([id, { type }]) => ({ id, type })),
    registers,
    scopes: resources.flatMap(([, { type, params }]) => (type === 'oidc-client' ? strings(params?.scopes) : [])),
    needs: (manifest.needs ?? []).map(({ fields }) => fields),
    capabilities: manifest.capabilities ?? [],
    intents: manifest.intents ?? {},
    ...(replaces === undefined
      ? {}
      : {
          replaces: {
            channel: replaces.channel,
            ...(replaces.citizenMinutes === undefined ? {} : { citizenMinutes: replaces.citizenMinutes }),
            ...(replaces.businessMinutes === undefined ? {} : { businessMinutes: replaces.businessMinutes }),
            ...(replaces.civilServantMinutes === undefined
              ? {}
              : { civilServantMinutes: replaces.civilServantMinutes }),
          },
        }),
    channels: manifest.channels ?? ['web'],
    products: manifest.products ?? [],
    suite: input.suite,
    looks: facts.looks,
    load: facts.load,
    ...(input.only?.includes('/') === true && input.only.split('/').length === 3 ? { only: input.only } : {}),
    blob,
  };
}
