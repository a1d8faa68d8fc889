import { type ErrorHandler, Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { getPath } from 'hono/utils/url';
import { type Context, contextOf, type Shared } from './context.ts';
import type { Faults } from './faults.ts';
import { INDEX_HOST, indexPage } from './index-page.ts';
import { openapiOf } from './openapi.ts';
import { nowhere, problem } from './problem.ts';
import type { Bindings, System } from './system.ts';

/** A system with its folder name, its context and what answers its requests. */
export interface Mounted {
  readonly name: string;
  readonly system: System;
  readonly context: Context;
  readonly fetch: Fetch;
}

/** Answers a request; at once where nothing has to be waited for. */
export type Fetch = (request: Request, env?: Bindings) => Response | Promise<Response>;

/** `audience/system.ts` → `audience`. */
const nameOf = (path: string): string => path.replace(/^\.?\/?systems\//, '').replace(/\/system\.ts$/, '');

async function mount(name: string, system: System, shared: Shared, faults: Faults): Promise<Mounted> {
  const context = contextOf(name, shared);
  const app = new Hono<{ Bindings: Bindings }>({ strict: false }).basePath(system.path ?? '/');
  const ofOtherMethods = methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allow = methods.join(', ');
      const answer = problem(c, 405, 'about:blank', 'Methode niet toegestaan', `Mogelijk: ${allow}.`);
      answer.headers.set('allow', allow);
      return answer;
    },
  });
  app.notFound(async (c) => {
    c.res = nowhere(c);
    await ofOtherMethods(c, async () => undefined);
    return c.res;
  });
  const failed: ErrorHandler = (error, c) => {
    console.error(`${name}: ${error.stack ?? error.message}`);
    return problem(c, 500, 'about:blank', 'Interne fout', 'Er heeft zich een fout voorgedaan!');
  };
  app.onError(failed);
  if (system.operations !== undefined)
    app.get('/openapi.json', (c) => c.json(openapiOf(system, context.origin(system.host))));
  await system.routes(app, context);
  const disturbed = new Hono<{ Bindings: Bindings }>()
    .use(faults.middleware(name, system))
    .all('*', (c) => app.fetch(c.req.raw, c.env))
    .onError(failed);
  // A route that nothing stands before answers at once: without faults, no request waits for a promise.
  const fetch: Fetch = (request, env) => (faults.none ? app : disturbed).fetch(request, env);
  return { name, system, context, fetch };
}

/** Host without the port where the base has none. */
function hostOf(header: string | undefined, base: string): string {
  const host = (header ?? '').toLowerCase();
  return /:\d+$/.test(base) ? host : host.replace(/:\d+$/, '');
}

/** All hosts of the municipality: each request goes to the system of its Host and longest path; an unknown host gets 421. */
export async function serve(systems: ReadonlyMap<string, System>, shared: Shared, faults: Faults): Promise<Fetch> {
  const mounted: Mounted[] = [];
  for (const [path, system] of systems) mounted.push(await mount(nameOf(path), system, shared, faults));
  const hosts = Map.groupBy(mounted, ({ system }) => `${system.host}.${shared.config.base}`);
  for (const list of hosts.values()) {
    list.sort((a, b) => (b.system.path ?? '').length - (a.system.path ?? '').length);
  }
  const index = indexPage(mounted, shared);
  const indexHost = `${INDEX_HOST}.${shared.config.base}`;
  const lost = new Hono<{ Bindings: Bindings }>();
  lost.all('*', (c) =>
    hosts.has(hostOf(c.req.header('host') ?? new URL(c.req.url).host, shared.config.base))
      ? nowhere(c)
      : problem(
          c,
          421,
          'about:blank',
          'Onbekende host',
          `Geen dienst van de gemeente heet ${c.req.header('host') ?? ''}.`,
        ),
  );
  return (request, env = {}) => {
    // A Node server has read the headers already; asking the request for them would make them all anew.
    const told = env.incoming?.headers.host ?? request.headers.get('host') ?? new URL(request.url).host;
    const host = hosts.has(told) ? told : hostOf(told, shared.config.base);
    if (host === indexHost) return index.fetch(request, env);
    const pathname = getPath(request);
    const found = hosts
      .get(host)
      ?.find(({ system: { path = '' } }) => path === '' || pathname === path || pathname.startsWith(`${path}/`));
    return (found ?? lost).fetch(request, env);
  };
}
