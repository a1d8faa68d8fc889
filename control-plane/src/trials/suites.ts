import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { LabError } from '@proeftuin/contract/errors';
import type { Suite as SuiteDefinition } from '@proeftuin/scenarios/sdk/define';
import { suites } from '@proeftuin/scenarios/suites';
import { audits } from '../evaluation/registry.ts';
import { bundle } from '../images/bundle.ts';

/** A suite as a runner gets it. */
export interface Suite {
  readonly id: string;
  readonly scenarios: readonly string[];
  readonly looks: readonly string[];
  /** Is the service restarted afterwards, and what is looked at then? */
  readonly restart: boolean;
  readonly afterRestart: readonly string[];
  readonly bundle: { readonly sha256: string; readonly code: string };
}

let bundled: Promise<Suite['bundle']> | undefined;

/** All scenarios as one ES module and its SHA-256: made once a process. */
function scenarioBundle(): Promise<Suite['bundle']> {
  bundled ??= bundle(fileURLToPath(import.meta.resolve('@proeftuin/scenarios/all'))).then((code) => ({
    code,
    sha256: createHash('sha256').update(code).digest('hex'),
  }));
  return bundled;
}

/** A suite, or the part of it that one audit or scenario needs. Throws scenario.unknown. */
export async function suiteOf(id: string, only?: string): Promise<Suite> {
  const suite = suites.get(id);
  if (suite === undefined) {
    throw new LabError('scenario.unknown', `there is no suite ${JSON.stringify(id)}`, {
      next: `Choose one of ${[...suites.keys()].join(', ')}.`,
    });
  }
  const whole = { id, ...suite, bundle: await scenarioBundle() };
  return only === undefined ? whole : { ...whole, ...partFor(only, suite) };
}

/** What can be seen without anybody using the service. */
const UNPLAYED: ReadonlySet<string> = new Set(['lifecycle', 'listening', 'image', 'isolation-probe', 'look']);

/** The least that has to be played for one audit to be judged, or the one scenario. */
function partFor(only: string, suite: SuiteDefinition): Partial<SuiteDefinition> {
  if (suite.scenarios.includes(only)) return { scenarios: [only], looks: [], restart: false, afterRestart: [] };
  const views = audits.find(({ id }) => id === only)?.audit.views;
  if (views === undefined) {
    throw new LabError('scenario.unknown', `there is no audit or scenario ${JSON.stringify(only)} in this suite`, {
      next: `Take an id from a report, or one of ${suite.scenarios.join(', ')}.`,
    });
  }
  const kinds = views.flatMap((view) => [...view.needs, ...view.uses]);
  const named = views.flatMap((view) => view.look ?? []);
  const anyLook = views.some((view) => view.look === undefined && view.uses.includes('look'));
  const restart = suite.restart && kinds.includes('lifecycle');
  return {
    scenarios: kinds.every((kind) => UNPLAYED.has(kind)) ? [] : suite.scenarios,
    looks: anyLook ? [...new Set([...suite.looks, ...named])] : [...new Set(named)],
    restart,
    afterRestart: restart ? suite.afterRestart : [],
  };
}
