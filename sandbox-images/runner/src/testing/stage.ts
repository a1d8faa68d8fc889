import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { PlayOrder } from '@proeftuin/contract/play';
import { Spool } from '@proeftuin/contract/spool';
import { bundle } from '../../../../control-plane/src/images/bundle.ts';
import { BrowserLink } from '../browser/link.ts';
import { Player } from '../player.ts';
import { Levers } from '../town/levers.ts';
import { startBrowser } from './browser.ts';
import { type Handler, ORDER, startWorld } from './world.ts';

/**
 * A real browser and a small world, in which orders are played against a service that a test writes. `levers`: where a true
 * municipality has its own, and their key. `secure`: the service counts as one on HTTPS, as it is in a sandbox.
 */
export async function openStage({
  levers,
  secure = false,
}: {
  readonly levers?: { readonly at: string; readonly key: string };
  readonly secure?: boolean;
} = {}) {
  let service: Handler = (_, response) => response.writeHead(404).end();
  const world = await startWorld((request, response, body) => service(request, response, body));
  const browser = startBrowser(world.port, secure ? ORDER.service.origin : undefined);
  // What the browser's resolver rules do for it, for plain requests.
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = new URL(String(input));
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), 'x-forwarded-host': url.host };
    return url.hostname.endsWith('.test')
      ? real(`http://127.0.0.1:${world.port}${url.pathname}${url.search}`, { ...init, headers })
      : real(input, init);
  };
  const link = new BrowserLink(browser.folder);
  const code = await bundle(fileURLToPath(import.meta.resolve('@proeftuin/scenarios/all')));
  return {
    world,
    async play(change: Partial<PlayOrder>, answer: Handler) {
      service = answer;
      const spool = new Spool({
        source: 'runner',
        cap: 64 * 1024 * 1024,
        now: () => ({ wall: new Date().toISOString(), lab: new Date().toISOString() }),
      });
      const player = new Player({
        link,
        levers: new Levers(levers?.at ?? world.levers, levers?.key ?? ''),
        spool,
        scratch: tmpdir(),
      });
      await player.begin({
        ...ORDER,
        bundle: { code, sha256: createHash('sha256').update(code).digest('hex') },
        ...change,
      });
      while (player.state.state === 'playing') await pause(20);
      return { state: player.state, records: spool.pull(0, 1000).records, spool };
    },
    async close() {
      globalThis.fetch = real;
      await link.close();
      await browser.stop();
      await world.stop();
    },
  };
}

/** A sound page around a piece of markup. */
export const page = (body: string) =>
  `<!doctype html><html lang="nl"><title>Proef</title><main><h1>Proef</h1>${body}</main></html>`;

/** Answers each path with its page, and any other with 404. */
export const html: (pages: Record<string, string>) => Handler = (pages) => (request, response) => {
  const body = pages[request.url ?? ''];
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(body ?? page('Niet gevonden'));
};
