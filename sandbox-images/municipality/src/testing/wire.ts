import { request } from 'node:http';
import { listen } from '../listen.ts';
import type { Municipality } from '../open.ts';
import { BASE, type Call } from './open.ts';

/** What came over a connection; `broken`: it was cut before its end. */
export interface Heard {
  /** 0 when there was no answer at all. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  readonly broken: boolean;
  /** Milliseconds. */
  readonly ms: number;
}

/** A municipality at a port of this machine. */
export interface Wire {
  readonly port: number;
  ask(host: string, path: string, call?: Call & { readonly patience?: number }): Promise<Heard>;
  close(): void;
}

/** Serves what services call (`fetch`), or another side of it, over real connections. */
export async function onWire(m: Municipality, side: Municipality['fetch'] = m.fetch): Promise<Wire> {
  const server = await listen('tcp:127.0.0.1:0', side);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    ask: (host, path, { method = 'GET', headers = {}, body, patience } = {}) =>
      new Promise((resolve) => {
        const begin = performance.now();
        let [text, status, told]: [string, number, Heard['headers']] = ['', 0, {}];
        const end = (broken: boolean) =>
          resolve({ status, headers: told, body: text, broken, ms: performance.now() - begin });
        const name = host.includes('.') ? host : `${host}.${BASE}`;
        const all = { host: name, ...headers };
        const sent = request({ host: '127.0.0.1', port, path, method, headers: all, agent: false }, (answer) => {
          [status, told] = [answer.statusCode ?? 0, answer.headers];
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () => end(!answer.complete)).on('error', () => end(true));
        });
        sent.on('error', () => end(true));
        if (patience !== undefined) setTimeout(() => sent.destroy(new Error('no patience')), patience);
        sent.end(body);
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
      m.close();
    },
  };
}
