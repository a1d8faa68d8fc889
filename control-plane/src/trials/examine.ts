import { randomBytes } from 'node:crypto';
import { parseManifest } from '@proeftuin/contract/manifest/parse';
import type { Isolation } from '@proeftuin/contract/scorecard';
import { thisHolder } from '../store/holder.ts';
import { probe } from './phases/probe.ts';
import { provision } from './phases/provision.ts';
import { planOf } from './plan/plan.ts';
import { PREVIEW } from './preflight.ts';
import { makeSecrets } from './secrets.ts';
import { newTrial, type World } from './trial.ts';

const MANIFEST = `apiVersion: proeftuin/v1
kind: Service
metadata: { name: examination, version: "1" }
title: { nl: Onderzoek }
workload:
  containers: { web: { image: none } }
  service: { ports: { web: { port: 8080 } } }
  resources: { site: { type: route } }
`;

/** Milliseconds that an examination may take; past it, or when its process has died, its sandbox is anybody's to sweep. */
const LEASE = 180_000;

/** Tries the guarantees of an engine in a sandbox of their own, as in each trial; no service is started in it. */
export async function examine(world: World, signal: AbortSignal): Promise<Isolation[]> {
  const parsed = parseManifest(MANIFEST, 'examination');
  if (!parsed.ok) throw new Error("the examination's own manifest does not parse");
  const random = randomBytes(5).toString('hex');
  const release = { folder: '', text: MANIFEST, manifest: parsed.manifest, images: [], problem: parsed.problem };
  const settings = { ...PREVIEW, id: `s-${random}`, owner: world.home.owner, population: 50 };
  const planned = planOf({ releases: [release], settings });
  const secrets = await makeSecrets(planned.secrets, '');
  const input = {
    folder: '',
    suite: 'quick',
    profile: PREVIEW.profile,
    municipalities: [],
    seed: PREVIEW.seed,
    rubric: 'v1',
    compat: false,
    acceptWeakIsolation: true,
    keep: false,
    images: 'build',
    command: 'proeftuin doctor',
  };
  const trial = newTrial({ id: `t-${random}`, sandbox: settings.id, input, release, planned, secrets, world, signal });
  try {
    trial.images = await world.engine.images(await world.labImages(signal), signal);
    // Stored while it lasts, so that a trial beside it does not take its sandbox for a leftover.
    await world.store.addTrial({
      id: trial.id,
      createdAt: trial.startedAt,
      endedAt: null,
      phase: 'examination',
      service: parsed.manifest.metadata.name,
      input: JSON.stringify(input),
      sandbox: trial.sandbox,
      plan: null,
      error: null,
      leaseHolder: thisHolder(),
      leaseUntil: new Date(world.now().getTime() + LEASE).toISOString(),
      facts: null,
      level: null,
      admitted: 0,
    });
    await provision.run(trial);
    await probe.run(trial);
  } finally {
    await trial.hub.close();
    const left = await world.engine.remove(settings.id);
    const detail = left.length === 0 ? 'all is gone' : `left: ${left.join(', ')}`;
    trial.isolation.push({ id: 'nothing-left', grade: 'strict', verdict: left.length === 0 ? 'pass' : 'fail', detail });
    await world.store.forget([trial.id]);
  }
  return trial.isolation;
}
