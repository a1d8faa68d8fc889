import { expect, test } from 'vitest';
import { podSchema, seenOf } from './pods.ts';

const pod = (status: object, more: object = {}) =>
  podSchema.parse({
    metadata: { name: 'shop', uid: '1' },
    spec: { containers: [{ name: 'shop', image: 'sha256:0' }], ...more },
    status,
  });
const state = (one: object, status: object = {}, more: object = {}) =>
  pod({ ...status, containerStatuses: [{ name: 'shop', state: one, ...more }] });
const terminated = (exitCode: number, more: object = {}, status: object = {}) =>
  state({ terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', ...more } }, status);
const waiting = (reason: string, message = '') => state({ waiting: { reason, message } });

test.each([
  ['a pod that is held back', pod({}, { schedulingGates: [{ name: 'x' }] }), { state: 'created' }],
  ['one that is being made', waiting('ContainerCreating'), { state: 'created' }],
  ['one whose program has not started', state({ running: {} }, {}, { started: false }), { state: 'created' }],
  ['one that runs', state({ running: {} }, {}, { started: true }), { state: 'running' }],
  ['an end', terminated(0), { state: 'exited', exit: 0 }],
  ['a crash', terminated(134), { state: 'exited', exit: 134 }],
  ['a child that was killed', terminated(0, { reason: 'OOMKilled' }), { state: 'exited', exit: 0, reason: 'oom' }],
  ['signal 9', terminated(137), { state: 'exited', exit: 137, reason: 'oom' }],
  [
    'the deadline',
    terminated(137, {}, { reason: 'DeadlineExceeded' }),
    { state: 'exited', exit: 137, reason: 'deadline' },
  ],
  [
    'an eviction',
    terminated(137, {}, { reason: 'Evicted', message: 'disk' }),
    { state: 'exited', exit: 137, reason: 'evicted: disk' },
  ],
  [
    'a program that is not there',
    terminated(127, { message: 'cannot-start: /x: No such file\n' }),
    { state: 'failed', reason: 'cannot-start: /x: No such file' },
  ],
  ['an image that is not there', waiting('ErrImageNeverPull'), { state: 'failed', reason: 'image-missing: sha256:0' }],
  ['an image that backs off', waiting('ImagePullBackOff'), { state: 'failed', reason: 'image-missing: sha256:0' }],
  [
    'a wrong setting',
    waiting('CreateContainerConfigError', 'no key'),
    { state: 'failed', reason: 'cannot-start: no key' },
  ],
  [
    'what comes before it failed',
    pod({ initContainerStatuses: [{ name: 'fill-w0', state: { terminated: { exitCode: 1 } } }] }),
    { state: 'failed', reason: 'cannot-start: fill-w0 ended with 1 ' },
  ],
  [
    'no node has room',
    pod({ conditions: [{ type: 'PodScheduled', reason: 'Unschedulable', message: 'cpu' }] }),
    { state: 'created', reason: 'no node has room: cpu' },
  ],
])('%s', (_, given, seen) => {
  expect(seenOf(given, 'shop')).toEqual(seen);
});
