import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import type { Spool } from '@proeftuin/contract/spool';
import * as z from 'zod';
import { type Headers, pairs } from './headers.ts';
import { target } from './net.ts';
import type { Web } from './web.ts';

export const dialSchema = z.strictObject({
  workload: z.string(),
  port: z.int(),
  path: z.string().startsWith('/'),
  /** Milliseconds. */
  timeout: z.int().min(1).max(60_000),
  /** Host header; the name of a door to it when not given. */
  host: z.string().optional(),
  /** Keep it as an exchange from `lab`. */
  record: z.boolean().optional(),
});

export const fetchSchema = z.strictObject({
  /** The workload that it counts as coming from. */
  as: z.string(),
  method: z.string().regex(/^[A-Z]{3,10}$/),
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  body: z.string().optional(),
  step: z.string().optional(),
  /** Milliseconds. */
  timeout: z.int().min(1).max(60_000).default(30_000),
});

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** The body went on past what is given here. */
  readonly cut: boolean;
  readonly ms: number;
}
interface Failed {
  readonly failure: string;
  readonly ms: number;
}

/** One request and the first `max` bytes of its answer. Never throws: what went wrong is the answer. */
function ask(
  options: RequestOptions,
  body: string | undefined,
  timeout: number,
  max: number,
): Promise<Answered | Failed> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let back: IncomingMessage | undefined;
    const end = (failure: string | undefined) => {
      clearTimeout(timer);
      const ms = performance.now() - begin;
      if (failure !== undefined || back === undefined) return resolve({ failure: failure ?? 'no answer', ms });
      const text = Buffer.concat(chunks).subarray(0, max).toString('utf8');
      const { statusCode: status = 0, rawHeaders } = back;
      resolve({ status, headers: pairs(rawHeaders), body: text, cut: size > max, ms });
    };
    const fail = (error: Error) => end(error.message);
    const behind = httpRequest(options);
    const timer = setTimeout(() => behind.destroy(new Error('timeout')), timeout);
    behind.on('error', fail);
    behind.on('response', (answer) => {
      back = answer;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size <= max) return;
        end(undefined);
        behind.destroy();
      });
      answer.on('end', () => end(undefined));
      answer.on('error', fail);
    });
    behind.end(body);
  });
}

/** Dials a target directly, for readiness and checks of doors. */
export async function dial(config: GatewayConfig, spool: Spool, asked: z.infer<typeof dialSchema>) {
  const { workload, port, path } = asked;
  const at = config.targets[`${workload}:${port}`];
  if (at === undefined) return { failure: 'no such target', ms: 0 };
  const door = config.doors.find((d) => d.to.workload === workload && d.to.port === port && d.kind === 'http');
  const host = asked.host ?? door?.name ?? 'localhost';
  const headers = { host, 'x-forwarded-proto': 'https', 'x-forwarded-host': host, connection: 'close' };
  const seen = await ask({ ...target(at), path, headers, agent: false }, undefined, asked.timeout, 65_536);
  if (asked.record) {
    const answer = 'status' in seen ? { headers: seen.headers, bytes: seen.body.length } : { headers: [], bytes: 0 };
    spool.add('exchange', {
      from: 'lab',
      to: workload,
      url: `http://${host}${path}`,
      method: 'GET',
      status: 'status' in seen ? seen.status : 0,
      ...('status' in seen ? {} : { failure: seen.failure === 'timeout' ? 'timeout' : 'unreachable' }),
      http: '1.1',
      firstByte: seen.ms,
      duration: seen.ms,
      request: { headers: [], bytes: 0, cut: false },
      response: { headers: withoutCookies(answer.headers), bytes: answer.bytes, cut: true },
    });
  }
  return 'status' in seen ? { status: seen.status, body: seen.body, ms: seen.ms } : seen;
}

const withoutCookies = (headers: Headers) => headers.filter(([name]) => name !== 'set-cookie');

/** Sends a request through the gateway as a workload would: routed by its doors, recorded. Redirects are not followed. */
export async function fetchAs(web: Web, asked: z.infer<typeof fetchSchema>): Promise<Answered | Failed> {
  const url = new URL(asked.url);
  const tls = url.protocol === 'https:';
  const from = {
    workload: asked.as,
    port: Number(url.port || (tls ? 443 : 80)),
    tls,
    ...(asked.step === undefined ? {} : { step: asked.step }),
  };
  const connection = web.inside(from);
  const options: RequestOptions = {
    method: asked.method,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...(asked.body === undefined ? {} : { 'content-length': Buffer.byteLength(asked.body) }),
      host: url.host,
      ...asked.headers,
      connection: 'close',
    },
    createConnection: () => connection,
  };
  try {
    return await ask(options, asked.body, asked.timeout, 1024 * 1024);
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error), ms: 0 };
  } finally {
    connection.destroy();
  }
}
