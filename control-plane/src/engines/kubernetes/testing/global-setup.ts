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
  project.provide('cluster', cluster);
  return giveBack;
}
