import type { Hono, Context as HttpContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Context } from './context.ts';
import type { Operation } from './openapi.ts';

/** What Hono hands to a route besides the request; only there when a Node server passed the request on. */
export interface Bindings {
  readonly incoming?: import('node:http').IncomingMessage;
  readonly outgoing?: import('node:http').ServerResponse;
}
export type SystemApp = Hono<{ Bindings: Bindings }>;

/** A call that works as it stands, for the index page. `headers` may hold `{token}`. */
export interface Example {
  readonly title: string;
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One system of the municipality: a folder `src/systems/<name>/system.ts` whose default export is this. */
export interface System {
  /** First label of its host: `login` answers at `login.<base>`. Several systems may share one. */
  readonly host: string;
  /** Prefix of its paths on that host, without a slash at its end. Default: the whole host. The longest prefix wins. */
  readonly path?: string;
  /** Dutch title, for the index page. */
  readonly title: string;
  /** The interface that it speaks: `Basisregisters v2`, `OpenID Connect`. */
  readonly standard: string;
  /** How it says in its own words that it cannot answer (429, 5xx): where it speaks another language than problem+json. */
  failed?(c: HttpContext, status: ContentfulStatusCode, detail: string): Response;
  /** What it can be asked; it then answers `/openapi.json` below its path. */
  readonly operations?: readonly Operation[];
  /** Calls for the index page. */
  examples?(context: Context): readonly Example[];
  /** Adds its routes; their paths are relative to `path`. */
  routes(app: SystemApp, context: Context): void | Promise<void>;
}

export const defineSystem = (system: System): System => system;
