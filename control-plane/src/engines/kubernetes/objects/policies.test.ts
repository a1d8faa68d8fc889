import { expect, test } from 'vitest';
import * as z from 'zod';
import { door, plan, workload } from '../../testing/plans.ts';
import { listenersOf } from '../doors.ts';
import { LABEL } from '../names.ts';
import { policies } from './policies.ts';

const peerSchema = z.strictObject({ podSelector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }) });
const portsSchema = z.array(z.strictObject({ protocol: z.literal('TCP'), port: z.number() })).min(1);
const specSchema = z.strictObject({
  policyTypes: z.tuple([z.literal('Ingress'), z.literal('Egress')]),
  podSelector: z.object({ matchLabels: z.record(z.string(), z.string()).optional() }),
  // A rule without peers or ports would let all in.
  ingress: z.array(z.strictObject({ from: z.tuple([peerSchema]), ports: portsSchema })).default([]),
  egress: z.array(z.strictObject({ to: z.tuple([peerSchema]), ports: portsSchema })).default([]),
});

const two = plan(
  [
    workload('shop', ['serve', '8080'], { ports: [8080] }),
    workload('bank', ['serve', '9090'], { ports: [9090] }),
    workload('mute', ['sleep', '1']),
  ],
  { doors: [door('shop', 'bank.test', 'bank'), door('bank', 'shop.test', 'shop')] },
);
const specs = new Map(policies(two).map(({ metadata, spec }) => [metadata.name, specSchema.parse(spec)]));
const peer = ({ podSelector }: z.infer<typeof peerSchema>) => podSelector.matchLabels[LABEL.workload];

test('nothing comes in or goes out unless a policy of a workload says so', () => {
  expect(specs.get('nothing')).toEqual({
    policyTypes: ['Ingress', 'Egress'],
    podSelector: {},
    ingress: [],
    egress: [],
  });
});

test('a workload reaches the gateway by ports of its own, and nobody else', () => {
  const seen = new Set<number>();
  for (const id of ['shop', 'bank', 'mute']) {
    const { egress = [], ingress = [] } = specs.get(`of-${id}`) ?? {};
    for (const { to, ports } of egress) {
      expect(to.map(peer)).toEqual(['gateway']);
      for (const { port } of ports) {
        expect(seen).not.toContain(port);
        seen.add(port);
      }
    }
    expect(ingress.flatMap(({ from }) => from.map(peer))).toEqual(id === 'mute' ? [] : ['gateway']);
  }
  expect([...seen]).toEqual(listenersOf(two).map(({ at }) => at));
});

test('the gateway takes from each workload its own ports alone, and reaches what the plan names', () => {
  const { ingress = [], egress = [] } = specs.get('of-gateway') ?? {};
  for (const { from, ports } of ingress) {
    const own = listenersOf(two).filter(({ workload: id }) => id === from.map(peer)[0]);
    expect(ports.map(({ port }) => port)).toEqual(own.map(({ at }) => at));
  }
  expect(egress.map(({ to, ports }) => [to.map(peer)[0], ports.map(({ port }) => port)])).toEqual([
    ['shop', [8080]],
    ['bank', [9090]],
  ]);
});
