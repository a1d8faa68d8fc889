import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';

const objectSchema = z.looseObject({
  kind: z.string().optional(),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({}).optional(),
});
type Kept = z.infer<typeof objectSchema>;
/** Milliseconds between bookmarks of a watch. */
const BOOKMARKS = 60_000;

interface FakeServer {
  readonly url: string;
  requests(): number;
  close(): Promise<void>;
}

/**
 * As much of an API server as sandboxes need when nothing happens to them, for more of them than a machine has room for:
 * whatever is applied is there, every pod runs at once, watches are held open and end after their time.
 */
export async function startFakeServer(): Promise<FakeServer> {
  const kept = new Map<string, Map<string, Kept>>();
  let requests = 0;
  let version = 1;
  let address = 0;

  const store = (path: string, sent: Kept): Kept => {
    const at = path.lastIndexOf('/');
    const [folder, name] = [path.slice(0, at), path.slice(at + 1)];
    version += 1;
    address += 1;
    const metadata = { ...sent.metadata, uid: randomUUID(), resourceVersion: String(version) };
    const own = { ...sent, metadata, ...grown(folder, sent, address) };
    const all = kept.get(folder) ?? new Map<string, Kept>();
    kept.set(folder, all.set(name, own));
    return own;
  };

  const answer = async (asked: IncomingMessage, reply: ServerResponse): Promise<void> => {
    requests += 1;
    const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://server');
    const say = (status: number, body: object) => {
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const body = await text(asked);
    if (asked.method === 'POST') return say(201, { status: { allowed: true } });
    if (asked.method === 'PATCH') return say(200, store(pathname, objectSchema.parse(JSON.parse(body))));
    if (searchParams.get('watch') === 'true') {
      reply.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: String(version) } } };
      const tick = setInterval(() => reply.write(`${JSON.stringify(bookmark)}\n`), BOOKMARKS);
      const over = setTimeout(() => reply.end(), Number(searchParams.get('timeoutSeconds')) * 1000);
      reply.on('close', () => {
        clearInterval(tick);
        clearTimeout(over);
      });
      return;
    }
    if (pathname === '/api/v1/namespaces/kube-system') return say(200, { metadata: { uid: randomUUID() } });
    const at = pathname.lastIndexOf('/');
    const one = kept.get(pathname.slice(0, at))?.get(pathname.slice(at + 1));
    if (one !== undefined) return say(200, one);
    // A name that nothing has: a collection, unless it is a namespace.
    if (/^\/api\/v1\/namespaces\/[^/]+$/.test(pathname)) return say(404, { reason: 'NotFound', message: 'not there' });
    say(200, { metadata: { resourceVersion: String(version) }, items: [...(kept.get(pathname)?.values() ?? [])] });
  };
  const server = createServer((asked, reply) => void answer(asked, reply).catch(() => reply.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
    requests: () => requests,
    async close() {
      const ended = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await ended;
    },
  };
}

/** What a cluster adds to an object by itself. */
function grown(folder: string, sent: Kept, n: number): object {
  const spec = z
    .looseObject({ containers: z.array(z.object({ name: z.string() })).default([]) })
    .parse(sent.spec ?? {});
  const running = spec.containers.map(({ name }) => ({ name, started: true, state: { running: {} } }));
  if (folder.endsWith('/pods')) return { status: { phase: 'Running', containerStatuses: running } };
  if (folder.endsWith('/services')) return { spec: { ...sent.spec, clusterIP: `10.96.${(n >> 8) & 255}.${n & 255}` } };
  if (folder.endsWith('/resourcequotas')) return { status: { hard: sent.spec?.hard } };
  return {};
}
