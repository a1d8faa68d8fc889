import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Api, type Sent } from './api.ts';
import { Guard } from './guard.ts';

const SENT: Sent = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'of-shop' },
  spec: { podSelector: {}, policyTypes: ['Egress'] },
};
const policies = (generation: number) => ({
  metadata: { resourceVersion: String(generation) },
  items: [
    { metadata: { name: 'of-shop', uid: 'u', generation, resourceVersion: String(generation) }, spec: SENT.spec },
  ],
});
const REFUSED = {
  reason: 'Forbidden',
  message: 'networkpolicies.networking.k8s.io is forbidden: User "lab" cannot list resource "networkpolicies"',
};

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An API server that answers lists of policies with these in turn, the last one for ever, and ends each watch at once. While it refuses, it refuses all. */
async function clusterOf(answers: (ReturnType<typeof policies> | typeof REFUSED)[], patience?: number) {
  let refuses = false;
  const server = createServer((asked, reply) => {
    const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://cluster');
    if (!pathname.endsWith('/networkpolicies'))
      return void reply.writeHead(refuses ? 403 : 200).end(JSON.stringify(refuses ? REFUSED : { metadata: {} }));
    if (searchParams.has('watch')) return void reply.end();
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    refuses = answer !== undefined && 'reason' in answer;
    reply.writeHead(refuses ? 403 : 200).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new Agent();
  const { port } = server.address() as AddressInfo;
  const api = new Api({
    server: new URL(`http://127.0.0.1:${port}`),
    agent,
    watching: agent,
    headers: async () => ({}),
  });
  const guard = new Guard(patience);
  closing.push(() => {
    guard.forget();
    api.close();
    server.close();
  });
  await guard.watch({ api }, 's-1', [SENT], new AbortController().signal);
  return { check: () => guard.check({ api }, 's-1'), left: () => answers.length };
}

test('a refusal that passes, as of an API server that has just begun, is no breach', async () => {
  const { check, left } = await clusterOf([policies(1), REFUSED, REFUSED, policies(1)]);
  await expect.poll(left, { timeout: 10_000 }).toBe(1);
  await expect(check()).resolves.toBeUndefined();
});

test('a policy that was changed and changed back while nobody could look is one', async () => {
  const { check, left } = await clusterOf([policies(1), REFUSED, policies(3)]);
  await expect.poll(left, { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => await check().catch(String), { timeout: 5000 }).toMatch(/of-shop was changed behind/);
});

test('a check waits while the cluster refuses', async () => {
  const { check, left } = await clusterOf([policies(1), REFUSED, REFUSED, REFUSED, policies(3)]);
  await expect.poll(left, { timeout: 10_000 }).toBeLessThan(3);
  await expect(check()).rejects.toThrow(/of-shop was changed behind/);
});

test('a refusal that lasts is a breach, and so is a right that was never there', async () => {
  const { check } = await clusterOf([policies(1), REFUSED], 1000);
  await expect
    .poll(async () => await check().catch(String), { timeout: 10_000 })
    .toMatch(/the right .* was taken away/);
  const never = await clusterOf([REFUSED], 0);
  await expect(never.check()).rejects.toThrow(/the right .* was taken away/);
});
