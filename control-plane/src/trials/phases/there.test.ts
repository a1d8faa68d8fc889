import { expect, test } from 'vitest';
import { hostile, workload } from '../../engines/testing/plans.ts';
import { assertThere } from './there.ts';

const shop = workload('shop', ['serve', '8080']);
const seen = (workloads: Parameters<typeof assertThere>[0]['workloads']) => ({ workloads, allRunning: false });

test('what was removed behind the back of the lab is told; what ended by itself, or ran once, is not', () => {
  expect(() => assertThere(seen({}), [shop])).toThrow(/shop\/shop was removed behind/);
  expect(() => assertThere(seen({ shop: { shop: { state: 'absent' } } }), [shop])).toThrow(/removed behind/);
  for (const state of ['created', 'running', 'exited', 'failed'] as const)
    expect(() => assertThere(seen({ shop: { shop: { state } } }), [shop])).not.toThrow();
  expect(() => assertThere(seen({}), [hostile('rogue', ['unshare'])])).not.toThrow();
});
