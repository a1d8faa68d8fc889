import { expect, test } from 'vitest';
import { hostile, workload } from '../../engines/testing/plans.ts';
import { assertThere } from './there.ts';

const shop = workload('shop', ['serve', '8080']);
const seen = (workloads: Parameters<typeof assertThere>[0]['workloads']) => ({ workloads, allRunning: false });

test('what a node does to a container is not the fault of its program; what the program does is', () => {
  const so = (state: 'exited' | 'failed', reason: string) => () =>
    assertThere(seen({ shop: { shop: { state, reason } } }), [shop]);
  expect(so('failed', 'image-missing: registry.example/shop@sha256:0')).toThrow(/shop\/shop: image-missing/);
  expect(so('exited', 'evicted: The node was low on resource: memory.')).toThrow(/low on resource/);
  expect(so('exited', 'evicted: Pod ephemeral local storage usage exceeds the total limit')).not.toThrow();
  expect(so('exited', 'oom')).not.toThrow();
  expect(so('failed', 'cannot-start: no such program')).not.toThrow();
});

test('what was removed behind the back of the lab is told; what ended by itself, or ran once, is not', () => {
  expect(() => assertThere(seen({}), [shop])).toThrow(/shop\/shop was removed behind/);
  expect(() => assertThere(seen({ shop: { shop: { state: 'absent' } } }), [shop])).toThrow(/removed behind/);
  for (const state of ['created', 'running', 'exited', 'failed'] as const)
    expect(() => assertThere(seen({ shop: { shop: { state } } }), [shop])).not.toThrow();
  expect(() => assertThere(seen({}), [hostile('rogue', ['unshare'])])).not.toThrow();
});
