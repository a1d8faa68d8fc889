import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askerFor } from './ask.ts';

/** Answers `/well` and, at length, `/long`; cuts off all else. */
const server = createServer((request, response) => {
  if (request.url === '/well') response.end('goed');
  else if (request.url === '/long') response.end(`${'x'.repeat(256 * 1024)}geheim`);
  else request.socket.destroy();
});
let origin = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = server.address();
  origin = `http://127.0.0.1:${at !== null && typeof at === 'object' ? at.port : 0}`;
});
afterAll(() => void server.close());

test('a silent service is counted by all who ask, until it answers again', async () => {
  const heard = { silent: 0 };
  const one = askerFor(origin, 'look:a', heard);
  const other = askerFor(origin, 'look:b', heard);
  expect((await one('/gone')).status).toBe(0);
  expect((await other('/gone')).status).toBe(0);
  expect(heard.silent).toBe(2);
  expect(await other('/well')).toMatchObject({ status: 200, text: 'goed' });
  expect(heard.silent).toBe(0);
});

test('a question that its asker gives up is no silence', async () => {
  const heard = { silent: 0 };
  await askerFor(origin, 'look:a', heard)('/gone', { signal: AbortSignal.abort() });
  expect(heard.silent).toBe(0);
});

test('an answer that goes on behind the cap is told of once it is read, and only then', async () => {
  const cut = new Set<string>();
  const ask = askerFor(origin, 'look:a', { silent: 0 }, cut);
  const [long, well] = [await ask('/long'), await ask('/well')];
  expect([long.status, well.text, cut.size]).toEqual([200, 'goed', 0]);
  expect(long.text).toHaveLength(256 * 1024);
  expect([...cut]).toEqual([`${origin}/long`]);
});
