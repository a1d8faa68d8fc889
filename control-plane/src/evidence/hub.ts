import { type ClientHttp2Session, connect } from 'node:http2';
import type { Duplex } from 'node:stream';
import { LabError } from '@proeftuin/contract/errors';
import { PROTOCOL } from '@proeftuin/contract/spool';
import * as z from 'zod';

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  json(): unknown;
}

const helloSchema = z.object({ protocol: z.number(), head: z.object({ seq: z.number(), hash: z.string() }) });
const MAX_ANSWER = 64 * 1024 * 1024;

/**
 * The hub of one sandbox, spoken to over the engine's own channel (HTTP/2 inside). Opens the channel when first
 * needed and again after it was lost. Throws lab.channel-lost after three tries.
 */
export class Hub {
  readonly #open: () => Promise<Duplex>;
  #session: Promise<ClientHttp2Session> | undefined;

  constructor(open: () => Promise<Duplex>) {
    this.#open = open;
  }

  async #connected(): Promise<ClientHttp2Session> {
    this.#session ??= this.#open().then((stream) => {
      const session = connect('http://hub', { createConnection: () => stream });
      const forget = () => {
        this.#session = undefined;
        session.destroy();
      };
      session.on('error', forget);
      session.on('close', forget);
      stream.on('error', forget);
      stream.on('close', forget);
      return session;
    });
    try {
      return await this.#session;
    } catch (cause) {
      this.#session = undefined;
      throw cause;
    }
  }

  async #once(method: string, path: string, body: string | undefined, timeout: number): Promise<Answer> {
    const session = await this.#connected();
    return await new Promise<Answer>((resolve, reject) => {
      const request = session.request({
        ':method': method,
        ':path': path,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      });
      const chunks: Buffer[] = [];
      let size = 0;
      let status = 0;
      const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
      request.on('response', (headers) => {
        status = headers[':status'] ?? 0;
      });
      request.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > MAX_ANSWER) request.destroy(new Error('the answer is too large'));
        else chunks.push(chunk);
      });
      request.on('error', reject);
      request.on('close', () => {
        clearTimeout(timer);
        if (status === 0) reject(new Error('the channel closed'));
        else if (request.rstCode !== 0) reject(new Error(`the stream ended with code ${request.rstCode}`));
        else {
          const bytes = Buffer.concat(chunks);
          resolve({ status, bytes, json: () => JSON.parse(bytes.toString('utf8')) });
        }
      });
      request.end(body);
    });
  }

  /** One call to the hub; `timeout` in milliseconds. Safe calls are tried three times. */
  async call(method: string, path: string, body?: unknown, timeout = 15_000): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const tries = method === 'GET' || path.includes('/ack') || path === '/gateway/dial' ? 3 : 1;
    let last: unknown;
    for (let n = 0; n < tries; n += 1) {
      try {
        return await this.#once(method, path, text, timeout);
      } catch (cause) {
        last = cause;
        await new Promise((done) => setTimeout(done, 100 * (n + 1)));
      }
    }
    throw new LabError('lab.channel-lost', `${method} ${path}: ${String(last)}`, { cause: last });
  }

  /** The head of a source. Throws lab.version when it speaks another protocol. */
  async hello(source: string, timeout = 2000): Promise<{ seq: number; hash: string }> {
    const answer = await this.call('GET', `/${source}/hello`, undefined, timeout);
    if (answer.status !== 200) throw new LabError('lab.channel-lost', `${source} answers hello with ${answer.status}`);
    const hello = helloSchema.parse(answer.json());
    if (hello.protocol !== PROTOCOL) {
      throw new LabError('lab.version', `${source} speaks protocol ${hello.protocol}, this lab ${PROTOCOL}`);
    }
    return hello.head;
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    this.#session = undefined;
    session?.destroy();
  }
}
