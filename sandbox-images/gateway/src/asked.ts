import type { IncomingMessage } from 'node:http';
import { Http2ServerRequest } from 'node:http2';
import { firstOf, type Headers, pairs } from './headers.ts';

/** What a request asks for, read once. */
export interface Asked {
  readonly headers: Headers;
  /** As sent: with its port, in its own case. */
  readonly authority: string;
  /** Without port and last dot, lower case. */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  /** A body follows; false also for one of no bytes. */
  readonly body: boolean;
  /** What is wrong with it, when it may not be passed on. */
  readonly wrong?: string;
}

const AUTHORITY = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/i;

/** Reads the target of a request of HTTP/1.1 or HTTP/2. Two that differ are an attempt to be routed twice: wrong. */
export function askedOf(req: IncomingMessage): Asked {
  const headers = pairs(req.rawHeaders);
  const said = headers.filter(([name]) => name === 'host').map(([, value]) => value);
  const pseudo = req.headers[':authority'];
  if (typeof pseudo === 'string') said.push(pseudo);
  // RFC 9112, 3.2.2: the absolute form names the host itself.
  const [, absolute, rest = ''] = ABSOLUTE.exec(req.url ?? '') ?? [];
  if (absolute !== undefined) said.push(absolute);
  const authority = said[0] ?? '';
  const path = absolute === undefined ? (req.url ?? '/') : rest.startsWith('/') ? rest : `/${rest}`;
  const result = {
    headers,
    authority,
    host: authority.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, ''),
    path,
    body: hasBody(req, headers),
  };
  if (said.some((one) => one.toLowerCase() !== authority.toLowerCase())) return { ...result, wrong: 'two hosts' };
  if (authority !== '' && !AUTHORITY.test(authority)) return { ...result, wrong: 'its host' };
  return /^(\/|\*$)[\u0021-\u00ff]*$/.test(path) ? result : { ...result, wrong: 'its path' };
}

function hasBody(req: IncomingMessage, headers: Headers): boolean {
  const request: unknown = req;
  const length = firstOf(headers, 'content-length');
  if (request instanceof Http2ServerRequest) return !request.stream.endAfterHeaders && length !== '0';
  return Number(length ?? 0) > 0 || firstOf(headers, 'transfer-encoding') !== undefined;
}
