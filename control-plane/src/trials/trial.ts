import type { Isolation } from '@proeftuin/contract/scorecard';
import type { Engine, ImageFacts, ImageSource } from '../engines/engine.ts';
import { Hub } from '../evidence/hub.ts';
import { Puller } from '../evidence/pull.ts';
import type { Home } from '../home.ts';
import type { Store } from '../store/store.ts';
import type { TrialInput } from './input.ts';
import type { Planned } from './plan/planned.ts';
import type { Progress } from './progress.ts';
import { Recorder } from './record.ts';
import type { Release } from './release.ts';

/** What a trial needs of the world; the composition root gives it. */
export interface World {
  readonly home: Home;
  readonly store: Store;
  readonly engine: Engine;
  /** The lab's own images, made or fetched. */
  readonly labImages: (signal: AbortSignal) => Promise<ImageSource[]>;
  /** Those of the lab's base images that a folder's Dockerfile builds upon. */
  readonly baseImages: (folder: string, signal: AbortSignal) => Promise<ImageSource[]>;
  readonly progress: Progress;
  readonly now: () => Date;
  /** How many plays this machine carries at a time. */
  readonly plays: number;
}

/** Milliseconds; each has a flag in the table of manifest.md. */
export interface Timeouts {
  readonly start: number;
  readonly step: number;
  readonly scenario: number;
  readonly trial: number;
}
export const TIMEOUTS: Timeouts = { start: 60_000, step: 10_000, scenario: 90_000, trial: 900_000 };

/** One trial while it is worked at. Phases fill it in their order. */
export interface Trial {
  readonly id: string;
  readonly sandbox: string;
  readonly input: TrialInput;
  readonly release: Release;
  readonly planned: Planned;
  readonly secrets: Record<string, string>;
  readonly world: World;
  readonly signal: AbortSignal;
  readonly recorder: Recorder;
  readonly hub: Hub;
  readonly puller: Puller;
  readonly timeouts: Timeouts;
  readonly startedAt: string;
  images: Record<string, ImageFacts>;
  /** As the municipality says when it is there; until then nobody lives in it. */
  town: { date: string; population: number };
  isolation: Isolation[];
  /** Did the provider's service ever answer? */
  answered: boolean;
  /** Sources that can be pulled now. */
  sources: Set<'gateway' | 'municipality' | 'runner'>;
  notes: string[];
}

/** A phase looks at the world, does its part, and can be repeated. Throws LabError when the trial cannot go on. */
export interface Phase {
  readonly name: string;
  /** For the progress line. */
  readonly says: (trial: Trial) => string;
  run(trial: Trial): Promise<void>;
}

interface NewTrial {
  readonly id: string;
  readonly sandbox: string;
  readonly input: TrialInput;
  readonly release: Release;
  readonly planned: Planned;
  readonly secrets: Record<string, string>;
  readonly world: World;
  readonly signal: AbortSignal;
}

export function newTrial(parts: NewTrial): Trial {
  const { world, sandbox, signal, id } = parts;
  const hub = new Hub(() => world.engine.control(sandbox, signal));
  return {
    ...parts,
    recorder: new Recorder(world.store, id, () => world.now().toISOString()),
    hub,
    puller: new Puller(hub, world.store, id),
    timeouts: TIMEOUTS,
    startedAt: world.now().toISOString(),
    images: {},
    town: { date: parts.input.date ?? 'not known', population: 0 },
    isolation: [],
    answered: false,
    sources: new Set(),
    notes: [],
  };
}

/** Digests as a plan's supplies want them. */
export const suppliesOf = (trial: Trial) => ({
  images: Object.fromEntries(Object.entries(trial.images).map(([name, facts]) => [name, facts.digest])),
  secrets: trial.secrets,
});

/** The provider's workloads of the plan (the probe apart). */
export const providerWorkloads = (trial: Trial) =>
  trial.planned.plan.workloads.filter((w) => w.trust === 'provider' && w.stage === 'trial');
