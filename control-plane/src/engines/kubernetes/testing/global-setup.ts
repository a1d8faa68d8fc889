import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { clusterAtHand, type TestCluster } from './at-hand.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly cluster: TestCluster;
  }
}

/** A cluster for all suites of a run: without one they have failed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, giveBack } = await clusterAtHand();
  const home = mkdtempSync(join(tmpdir(), 'proeftuin-cluster-'));
  project.provide('cluster', { ...cluster, home });
  return async () => {
    rmSync(home, { recursive: true, force: true });
    await giveBack();
  };
}
