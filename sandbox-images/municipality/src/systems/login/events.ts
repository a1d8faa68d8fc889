import type { Data } from '@proeftuin/contract/evidence';
import type Provider from 'oidc-provider';
import type { KoaContext } from 'oidc-provider';
import type { Context } from '../../context.ts';
import { residentOf } from './persona.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What is only there when it has a value. */
const given = <T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Tells each step of a login as evidence. Values of tokens, codes and secrets are in none. */
export function witness(provider: Provider, { spool, config }: Context) {
  const serviceOf = (ctx: KoaContext): string => {
    const id = ctx.oidc?.client?.clientId ?? text(ctx.oidc?.params?.client_id) ?? '';
    return config.clients.find(({ clientId }) => clientId === id)?.service ?? id.slice(0, 200);
  };
  const tell = (
    ctx: KoaContext,
    event: Data<'login'>['event'],
    facts: Omit<Data<'login'>, 'client' | 'event'>,
  ): void => {
    const account = ctx.oidc?.account?.accountId ?? ctx.oidc?.session?.accountId;
    const subject = account === undefined ? undefined : residentOf(account);
    spool.add('login', { client: serviceOf(ctx), event, ...given({ subject }), ...facts });
  };
  const wrong = (ctx: KoaContext, error: unknown): void =>
    tell(ctx, 'error', { message: error instanceof Error ? `${error.message}`.slice(0, 300) : 'unknown' });
  for (const event of ['authorization.error', 'grant.error', 'userinfo.error', 'end_session.error', 'server_error'])
    provider.on(event, wrong);
  // Back-Channel Logout 1.0, 2.7: a service that does not take it stays logged in, and nobody sees it otherwise.
  provider.on('backchannel.error', wrong);
  provider.on('grant.success', (ctx) => tell(ctx, 'token', {}));
  provider.on('end_session.success', (ctx) => tell(ctx, 'logout', {}));

  return async (ctx: KoaContext, next: () => Promise<void>): Promise<void> => {
    await next();
    const { oidc } = ctx;
    if (oidc?.route === 'authorization' && oidc.params !== undefined) {
      const { state, nonce, code_challenge, code_challenge_method } = oidc.params;
      // The library has dropped the scopes that it does not know; what was asked stands in the address.
      const scope = new URL(ctx.req.url ?? '', 'http://login').searchParams.get('scope') ?? oidc.params.scope;
      tell(ctx, 'authorize', {
        scopes: (text(scope) ?? '').split(/\s+/).filter((s) => s !== ''),
        state: text(state) !== undefined,
        nonce: text(nonce) !== undefined,
        // RFC 7636 4.3: without a method it is `plain`.
        ...(text(code_challenge) === undefined ? {} : { pkce: text(code_challenge_method) ?? 'plain' }),
      });
    }
    if (oidc?.route === 'userinfo' && ctx.status === 200 && typeof ctx.body === 'object' && ctx.body !== null)
      tell(ctx, 'userinfo', { claims: Object.keys(ctx.body) });
  };
}
