import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, page } from './testing/stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage({ secure: true });
});
afterAll(() => stage.close());

/** Every request of a worker claims to be of another step. */
const CLAIM = "{ headers: { 'x-proeftuin-step': 'moving/household#9' } }";
const SCRIPTS: Readonly<Record<string, string>> = {
  '/dienst.js': `
    addEventListener('install', (e) => { skipWaiting(); e.waitUntil(fetch('/vooraf', ${CLAIM})); });
    addEventListener('activate', (e) => e.waitUntil(clients.claim()));
    addEventListener('fetch', (e) => e.respondWith(fetch(e.request.url, ${CLAIM})));`,
  '/eigen.js': `fetch('/van-eigen', ${CLAIM})`,
  '/gedeeld.js': `fetch('/van-gedeeld', ${CLAIM})`,
};
const START = page(`<a href="/over">Over</a><script>
  new Worker('/eigen.js'); new SharedWorker('/gedeeld.js');
  navigator.serviceWorker.register('/dienst.js').then(() => navigator.serviceWorker.ready);
</script>`);

test('what workers of a service ask belongs to the step in which they do, whatever step they claim', async () => {
  const came = new Map<string, string | string[] | undefined>();
  await stage.play({ scenarios: ['quick/landing'] }, async (request, response) => {
    const path = request.url ?? '';
    came.set(path, request.headers['x-proeftuin-step']);
    // The page is at rest, and its link followed, when the service worker has taken it over.
    if (path === '/vooraf') await pause(50);
    const script = SCRIPTS[path];
    response.writeHead(200, { 'content-type': script === undefined ? 'text/html' : 'text/javascript' });
    response.end(script ?? (path === '/' ? START : page(`<p>${path}</p>`)));
  });
  for (const path of ['/vooraf', '/van-eigen', '/van-gedeeld'])
    expect([path, came.get(path)]).toEqual([path, 'quick/landing#1']);
  expect(came.get('/over')).toBe('quick/landing#2');
});
