/** What this system uses of oidc-provider 9, which ships no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  export interface Entities {
    readonly Client?: { readonly clientId: string };
    readonly Account?: { readonly accountId: string };
    readonly IdTokenHint?: { readonly payload: Readonly<Record<string, unknown>> };
    readonly Session?: { readonly accountId?: string };
  }
  export interface Grant {
    addOIDCScope(scopes: string): void;
    addOIDCClaims(claims: readonly string[]): void;
    save(): Promise<string>;
  }
  export interface OidcContext {
    readonly route: string;
    readonly params?: Readonly<Record<string, unknown>>;
    readonly entities: Entities;
    readonly client?: { readonly clientId: string; readonly scope?: string };
    readonly account?: { readonly accountId: string };
    readonly session: {
      readonly accountId?: string;
      readonly acr?: string;
      grantIdFor(client: string): string | undefined;
    };
    readonly result?: { readonly consent?: { readonly grantId?: string } };
    readonly provider: Provider;
  }
  export interface KoaContext {
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly path: string;
    readonly method: string;
    readonly oidc?: OidcContext;
    status: number;
    type: string;
    body: unknown;
    respond?: boolean;
    set(name: string, value: string): void;
  }
  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
  }
  export interface Adapter {
    upsert(id: string, payload: Stored, expiresIn?: number): Promise<void>;
    find(id: string): Promise<Stored | undefined>;
    findByUid(uid: string): Promise<Stored | undefined>;
    findByUserCode(code: string): Promise<Stored | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }
  export interface Stored {
    readonly uid?: string;
    readonly grantId?: string;
    readonly consumed?: number;
    readonly [field: string]: unknown;
  }
  /** Why a person must be asked something; the function says whether. */
  export class Check {
    constructor(reason: string, description: string, error: string, check: (ctx: { oidc: OidcContext }) => boolean);
  }
  export const interactionPolicy: {
    readonly Check: typeof Check;
    base(): { get(name: 'login' | 'consent'): { readonly checks: { add(check: Check): void } } };
  };
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    proxy: boolean;
    readonly Grant: {
      new (facts: { clientId: string; accountId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    use(middleware: (ctx: KoaContext, next: () => Promise<void>) => Promise<void>): void;
    on(event: string, listener: (ctx: KoaContext, error?: unknown) => void): void;
    callback(): RequestListener;
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<Interaction>;
    interactionFinished(
      req: IncomingMessage,
      res: ServerResponse,
      result: Readonly<Record<string, unknown>>,
      options?: { mergeWithLastSubmission?: boolean },
    ): Promise<void>;
  }
}
