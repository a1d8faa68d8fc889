import { request as httpRequest } from 'node:http';
import { createServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { getRequestListener } from '@hono/node-server';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import { evidenceRoutes, type Spool } from '@proeftuin/contract/spool';
import { Hono } from 'hono';
import { z } from 'zod';
import { listen, target } from './net.ts';

const dialSchema = z.strictObject({
  workload: z.string(),
  port: z.int(),
  path: z.string().startsWith('/'),
  /** Milliseconds. */
  timeout: z.int().min(1).max(60_000),
  host: z.string().optional(),
});

interface Recording {
  recording: boolean;
}

/**
 * What the control plane talks to: the gateway's own evidence under `/gateway/`, a dial of any target for readiness
 * (`POST /gateway/dial`), recording on or off for measurements, and the lab sides of the other sources under
 * `/<source>/`. HTTP/2 without TLS; no workload has a door to it.
 */
export async function hub(config: GatewayConfig, spool: Spool, web: Recording): Promise<{ close(): void }> {
  const own = evidenceRoutes(spool, () => ({ memory: process.memoryUsage.rss() }));
  own.post('/dial', async (c) => {
    const asked = dialSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: z.prettifyError(asked.error) }, 400);
    return c.json(await dial(config, asked.data));
  });
  own.post('/record', async (c) => {
    const asked = z.strictObject({ on: z.boolean() }).safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ error: 'on: boolean' }, 400);
    web.recording = asked.data.on;
    return c.json({ recording: web.recording });
  });
  const app = new Hono().route('/gateway', own);
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });

  const server = createServer((req, res) => {
    const [, source = '', rest = ''] = /^\/([a-z-]+)(\/.*)?$/.exec(req.url ?? '') ?? [];
    const at = config.sources[source];
    if (at === undefined) void answer(req, res);
    else passOn(at, rest === '' ? '/' : rest, req, res);
  });
  server.on('sessionError', () => undefined);
  await listen(server, config.control);
  return { close: () => server.close() };
}

function passOn(
  at: Parameters<typeof target>[0],
  path: string,
  req: Http2ServerRequest,
  res: Http2ServerResponse,
): void {
  const type = req.headers['content-type'];
  const behind = httpRequest({
    ...target(at),
    method: req.method,
    path,
    headers: { host: 'lab', ...(type === undefined ? {} : { 'content-type': type }) },
  });
  behind.on('error', (error) => {
    if (res.headersSent) res.destroy();
    else res.writeHead(502, { 'content-type': 'text/plain' }).end(error.message);
  });
  behind.on('response', (back) => {
    res.writeHead(back.statusCode ?? 502, {
      'content-type': back.headers['content-type'] ?? 'application/octet-stream',
    });
    back.pipe(res);
  });
  res.on('close', () => behind.destroy());
  req.pipe(behind);
}

const MAX_DIAL = 65_536;

async function dial(config: GatewayConfig, asked: z.infer<typeof dialSchema>) {
  const at = config.targets[`${asked.workload}:${asked.port}`];
  if (at === undefined) return { failure: 'no such target' };
  const door = config.doors.find(
    (d) => d.to.workload === asked.workload && d.to.port === asked.port && d.kind === 'http',
  );
  const begin = performance.now();
  return await new Promise<{ status?: number; body?: string; failure?: string; ms: number }>((resolve) => {
    const done = (end: { status?: number; body?: string; failure?: string }) =>
      resolve({ ...end, ms: performance.now() - begin });
    const behind = httpRequest({
      ...target(at),
      path: asked.path,
      headers: { host: asked.host ?? door?.name ?? 'localhost', 'x-forwarded-proto': 'https', connection: 'close' },
    });
    const timer = setTimeout(() => behind.destroy(new Error('timeout')), asked.timeout);
    behind.on('error', (error) => {
      clearTimeout(timer);
      done({ failure: error.message });
    });
    behind.on('response', (back) => {
      let body = '';
      back.setEncoding('utf8');
      const end = () => {
        clearTimeout(timer);
        done({ status: back.statusCode ?? 0, body });
      };
      back.on('data', (text: string) => {
        body += text;
        if (body.length > MAX_DIAL) {
          end();
          behind.destroy();
        }
      });
      back.on('end', end);
      back.on('error', end);
    });
    behind.end();
  });
}
