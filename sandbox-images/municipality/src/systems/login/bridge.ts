import { createServer, type IncomingMessage, type RequestListener, request as send } from 'node:http';
import { duplexPair } from 'node:stream';

/** What the login must believe of where it lives, whatever a caller's headers say. */
export interface Place {
  readonly scheme: 'http' | 'https';
  readonly host: string;
}

/** Of the connection, or said by us alone. */
const OWN = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'forwarded',
  'keep-alive',
  'upgrade',
]);

/**
 * A Node handler as `fetch`: a true HTTP exchange over a pair of streams in this process, so that it has the same faults
 * and the same tests as the other systems, and no port of its own.
 */
export function asFetch(listener: RequestListener, place: Place): (request: Request) => Promise<Response> {
  const server = createServer(listener);
  return async (request) => {
    const url = new URL(request.url);
    const headers: Record<string, string> = {
      host: place.host,
      connection: 'close',
      'x-forwarded-proto': place.scheme,
      'x-forwarded-host': place.host,
    };
    for (const [name, value] of request.headers)
      if (!OWN.has(name) && !name.startsWith('x-forwarded-')) headers[name] = value;
    const body = Buffer.from(await request.arrayBuffer());
    if (body.length > 0) headers['content-length'] = String(body.length);
    const [near, far] = duplexPair();
    server.emit('connection', far);
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const path = `${url.pathname}${url.search}`;
      const out = send({ method: request.method, path, headers, createConnection: () => near }, resolve);
      out.on('error', reject);
      out.end(body);
    });
    return answerOf(message);
  };
}

async function answerOf(message: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.from(part));
  const headers = new Headers();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [message.rawHeaders[i], message.rawHeaders[i + 1]];
    if (!/^(connection|keep-alive|transfer-encoding|content-length)$/i.test(name)) headers.append(name, value);
  }
  const status = message.statusCode ?? 500;
  const empty = status === 204 || status === 304 || status < 200;
  return new Response(empty ? null : Buffer.concat(parts), { status, headers });
}
