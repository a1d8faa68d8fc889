import { request as httpRequest } from 'node:http';
import { createServer, type Http2ServerRequest, type Http2ServerResponse, type ServerHttp2Session } from 'node:http2';
import { getRequestListener } from '@hono/node-server';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import { evidenceRoutes, type Spool } from '@proeftuin/contract/spool';
import { Hono } from 'hono';
import * as z from 'zod';
import { dial, dialSchema, fetchAs, fetchSchema } from './dial.ts';
import { listen, target } from './net.ts';
import type { Recorder } from './record.ts';
import type { Web } from './web.ts';

const recordSchema = z.strictObject({ on: z.boolean() });

/**
 * What the control plane talks to: the gateway's own evidence under `/gateway/`, beside it `POST /gateway/dial` (a target
 * directly, for readiness), `POST /gateway/fetch` (a request as one of the workloads, recorded) and `POST /gateway/record`
 * (recording on or off, for measurements); the lab sides of the other sources under `/<source>/`. HTTP/2 without TLS; no
 * workload has a door to it.
 */
export async function hub(
  config: GatewayConfig,
  spool: Spool,
  recorder: Recorder,
  web: Web,
): Promise<{ close(): Promise<void> }> {
  const own = evidenceRoutes(spool, () => ({ memory: process.memoryUsage.rss() }));
  const post = <T>(path: string, schema: z.ZodType<T>, then: (asked: T) => unknown) =>
    own.post(path, async (c) => {
      const asked = schema.safeParse(await c.req.json().catch(() => undefined));
      return asked.success ? c.json(await then(asked.data)) : c.json({ error: z.prettifyError(asked.error) }, 400);
    });
  post('/dial', dialSchema, (asked) => dial(config, spool, asked));
  post('/fetch', fetchSchema, (asked) => fetchAs(web, asked));
  post('/record', recordSchema, ({ on }) => {
    recorder.on = on;
    return { recording: on };
  });
  const app = new Hono().route('/gateway', own);
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });

  const server = createServer((req, res) => {
    const [, source = '', rest = ''] = /^\/([a-z-]+)(\/.*)?$/.exec(req.url ?? '') ?? [];
    const at = Object.hasOwn(config.sources, source) ? config.sources[source] : undefined;
    if (at === undefined) void answer(req, res);
    else passOn(at, rest === '' ? '/' : rest, req, res);
  });
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('sessionError', () => undefined);
  await listen(server, config.control);
  return {
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const session of sessions) session.destroy();
      }),
  };
}

/** The lab side of another source, streamed both ways. */
function passOn(
  at: Parameters<typeof target>[0],
  path: string,
  req: Http2ServerRequest,
  res: Http2ServerResponse,
): void {
  const kept = Object.entries(req.headers).filter(([name]) => /^(content-|accept$|x-)/.test(name));
  const behind = httpRequest({
    ...target(at),
    method: req.method,
    path,
    headers: { ...Object.fromEntries(kept), host: 'lab' },
    agent: false,
  });
  behind.on('error', (error) => {
    if (res.headersSent) res.stream.destroy();
    else res.writeHead(502, { 'content-type': 'text/plain' }).end(error.message);
  });
  behind.on('response', (back) => {
    const type = back.headers['content-type'];
    res.writeHead(back.statusCode ?? 502, type === undefined ? {} : { 'content-type': type });
    back.on('error', () => res.stream.destroy());
    back.pipe(res);
  });
  res.on('close', () => behind.destroy());
  req.pipe(behind);
}
