import { expect, test } from 'vitest';
import { ApiError, patiently } from './api.ts';

const never = new AbortController().signal;
const refused = 'pods is forbidden: User "lab" cannot list resource "pods"';

test.each([
  [429, '', true],
  [503, '', true],
  [410, '', false],
  [404, '', false],
  [403, refused, false],
  // An API server that began just now, and has not read its roles.
  [403, `${refused}: RBAC: clusterrole.rbac.authorization.k8s.io "proeftuin" not found`, true],
])('status %i %s passes: %s', (status, message, passes) => {
  expect(new ApiError(status, '', message).passes).toBe(passes);
});

test('what passes is tried again, as late as it asks; what does not is thrown at once', async () => {
  const answers = [new ApiError(429, '', '', 300), new Error('cut')];
  const begin = performance.now();
  const call = async () => {
    const error = answers.shift();
    if (error !== undefined) throw error;
    return 'done';
  };
  expect(await patiently(call, never)).toBe('done');
  expect(performance.now() - begin).toBeGreaterThan(290);
  let calls = 0;
  const wrong = async () => {
    calls += 1;
    throw new ApiError(404, 'NotFound', 'not there');
  };
  await expect(patiently(wrong, never)).rejects.toThrow('not there');
  expect(calls).toBe(1);
});

test('nothing is tried again once it is told to stop', async () => {
  const stop = new AbortController();
  const call = async () => {
    stop.abort(new Error('enough'));
    throw new Error('cut');
  };
  await expect(patiently(call, stop.signal)).rejects.toThrow('enough');
});
