import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { LabError } from '@proeftuin/contract/errors';
import { suites } from '@proeftuin/scenarios/suites';
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
  if (only === undefined) return whole;
  return suite.scenarios.includes(only) ? { ...whole, scenarios: [only], looks: [], restart: false } : whole;
}
