import { defineConfig } from 'vitest/config';

/**
 * Four kinds of test, told apart by their names: `x.test.ts` (unit, no world), `x.engines.test.ts` (contract suites on
 * real engines), `x.line.test.ts` (whole trials), `x.cluster.test.ts` (a real Kubernetes).
 */
const project = (name: string, include: string[], exclude: string[], options: object) => ({
  extends: true as const,
  test: { name, include, exclude: ['**/node_modules/**', '**/out/**', '**/.tools/**', ...exclude], ...options },
});

const slow = ['**/*.engines.test.ts', '**/*.line.test.ts', '**/*.cluster.test.ts'];
const serial = { fileParallelism: false, testTimeout: 240_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    projects: [
      project('unit', ['**/*.test.ts'], slow, { testTimeout: 20_000 }),
      project('engines', ['**/*.engines.test.ts'], [], serial),
      project('line', ['**/*.line.test.ts'], [], serial),
      project('cluster', ['**/*.cluster.test.ts'], [], {
        ...serial,
        // Pods are waited for, and the ends of namespaces (five seconds at least): cases wait together.
        maxConcurrency: 14,
        globalSetup: ['control-plane/src/engines/kubernetes/testing/global-setup.ts'],
      }),
    ],
  },
});
