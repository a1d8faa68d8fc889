import type { KoaContext, OidcContext } from 'oidc-provider';
import Provider, { interactionPolicy } from 'oidc-provider';
import type { Context } from '../../context.ts';
import { Memory } from './adapter.ts';
import { claimsOf, SCOPES, subjectOf } from './claims.ts';
import { witness } from './events.ts';
import { interactions } from './interaction.ts';
import { derive, rsaKey } from './keys.ts';
import { LEVELS, leastOf, rankOf } from './levels.ts';
import { CONFIRMED } from './logout.ts';
import { escaped, PAGE_HEADERS, page } from './page.ts';
import { personaOf, residentOf } from './persona.ts';
import { type Keys, remade } from './tokens.ts';

/** Wall milliseconds that a service has to take a logout token: a person waits meanwhile. */
const PATIENCE = 5_000;
/** Entries that the login remembers: some 4,000 logins at once. */
const MOST = 20_000;
/** Seconds for which a service may keep the keys. One that meets a key it does not know looks again (Core 10.1.1). */
const KEYS_KEPT = 300;
export const NEXT_KID = 'proeftuin-2';

const render = (ctx: KoaContext, title: string, body: string): void => {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) ctx.set(name, value);
  ctx.type = 'html';
  ctx.body = page(title, body);
};

/** The library's own policy, and a new login where a session is less sure than the least that was asked. */
function policy(): unknown {
  const { base, Check } = interactionPolicy;
  const prompts = base();
  const surer = new Check('acr_values', 'a higher level of assurance is required', 'login_required', ({ oidc }) => {
    const least = leastOf(oidc.params?.acr_values);
    return least >= 0 && rankOf(oidc.session.acr) < least;
  });
  prompts.get('login').checks.add(surer);
  return prompts;
}

/**
 * Was the id token at a logout given to this client for the person who is logged in? Only then may nobody be asked
 * (RP-Initiated Logout 1.0, 2).
 */
function belongs({ oidc }: KoaContext, seed: string): boolean {
  const { sub } = oidc?.entities.IdTokenHint?.payload ?? {};
  const [client, account] = [oidc?.client?.clientId, oidc?.session.accountId];
  return client !== undefined && account !== undefined && sub === subjectOf(seed, client, residentOf(account));
}

/** One grant for all that a client is registered for: residents are asked no consent. */
async function grantOf({ oidc }: { oidc: OidcContext }): Promise<unknown> {
  const { client, session, provider } = oidc;
  const known = oidc.result?.consent?.grantId ?? session.grantIdFor(client?.clientId ?? '');
  if (known !== undefined) return provider.Grant.find(known);
  if (client === undefined || session.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(Object.keys(SCOPES).join(' '));
  await grant.save();
  return grant;
}

/**
 * The town's login, like ACM/IDM, on a certified library. Paths are those of ACM/IDM's /op/v1. Where a setting differs from the
 * library's own: the clause of OpenID Connect Core 1.0 that it follows.
 */
export function openProvider(issuer: string, context: Context): Provider {
  const { config, town, clock } = context;
  const keys: Keys = {
    own: rsaKey(config.seed, 'proeftuin-1'),
    next: rsaKey(config.seed, NEXT_KID),
    foreign: rsaKey(config.seed, 'vreemd'),
  };
  const tls = issuer.startsWith('https:');
  const memory = new Memory(MOST, () => clock.now(), Date.now);
  const provider = new Provider(issuer, {
    adapter: memory.adapter,
    jwks: { keys: [keys.own, keys.next] },
    cookies: {
      keys: [derive(config.seed, 'cookies', 32).toString('base64url')],
      // A POST comes from the service's own site, and must bring the session along: SameSite=None, which wants TLS.
      long: { httpOnly: true, sameSite: tls ? 'none' : 'lax' },
    },
    // Core 3.1.2.1 and RP-Initiated Logout 2: GET and POST.
    enableHttpPostMethods: tls,
    clients: config.clients.map((client) => ({
      client_id: client.clientId,
      redirect_uris: client.redirectUris,
      post_logout_redirect_uris: client.postLogoutRedirectUris,
      response_types: ['code'],
      grant_types: ['authorization_code'],
      // A client is registered for scopes; asking for another known one is invalid_scope (RFC 6749 3.3). Names that nobody knows
      // are passed over, as Core 3.1.2.1 asks.
      scope: [...new Set(['openid', ...client.scopes])].filter((scope) => Object.hasOwn(SCOPES, scope)).join(' '),
      ...(client.backchannelLogoutUri === undefined
        ? {}
        : { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }),
      // Core 9: by secret (registered as basic, which the library takes by post as well) or by a signature.
      ...(client.key === undefined
        ? { client_secret: client.clientSecret, token_endpoint_auth_method: 'client_secret_basic' }
        : { jwks: { keys: [client.key] }, token_endpoint_auth_method: 'private_key_jwt' }),
    })),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    acrValues: LEVELS.map(({ acr }) => acr),
    // Core 5.4: claims of a scope come from userinfo where an access token is given; the id token says only who.
    conformIdTokenClaims: true,
    claims: SCOPES,
    scopes: ['openid'],
    // Core 8.1: a client cannot tell from a sub who somebody is at another one, nor which resident of the town.
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_: unknown, account: string, client: { readonly clientId: string }) =>
      subjectOf(config.seed, client.clientId, residentOf(account)),
    responseTypes: ['code'],
    // The town does not demand PKCE (ACM/IDM does not for confidential clients): whether a service uses it is measured.
    pkce: { required: () => false },
    enabledJWA: { idTokenSigningAlgValues: ['RS256'], clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    routes: {
      authorization: '/v1/auth',
      token: '/v1/token',
      userinfo: '/v1/userinfo',
      jwks: '/v1/keys',
      end_session: '/v1/logout',
    },
    // Core 2: exp is at the issuer's choice. Short, as at ACM/IDM.
    ttl: {
      AuthorizationCode: 60,
      AccessToken: 3600,
      IdToken: 3600,
      Interaction: 3600,
      Session: 8 * 3600,
      Grant: 8 * 3600,
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      // ACM/IDM has neither: a service that needs them would work here alone.
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: KoaContext, form: string) => {
          if (belongs(ctx, config.seed)) ctx.set(CONFIRMED, 'yes');
          render(
            ctx,
            'Wilt u zich afmelden?',
            `${form}<button class="first" form="op.logoutForm" name="logout" value="yes">Afmelden</button>`,
          );
        },
        postLogoutSuccessSource: (ctx: KoaContext) =>
          render(ctx, 'U bent afgemeld', '<p>U kunt dit venster sluiten.</p>'),
      },
    },
    // The only call out that these settings leave: a logout token, to the address that the plan gave. The library's own guard
    // against private addresses is left out: in a sandbox each name stands for loopback.
    fetch: (url: string, { method, headers, body }: { method: string; headers: Headers; body: URLSearchParams }) => {
      const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE), context.closed]);
      return context.call(new Request(url, { method, headers, body, redirect: 'manual', signal }));
    },
    interactions: {
      policy: policy(),
      url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}`,
    },
    loadExistingGrant: grantOf,
    findAccount: (_: unknown, id: string) => {
      if (personaOf(town, id) === undefined) return undefined;
      return {
        accountId: id,
        claims: () => {
          const persona = personaOf(town, id);
          if (persona === undefined) throw new Error('a resident left the town while logging in');
          return claimsOf(town, config.seed, persona);
        },
      };
    },
    renderError: (ctx: KoaContext, out: { error: string; error_description?: string }) =>
      render(
        ctx,
        'Aanmelden lukt niet',
        `<p>De dienst waar u vandaan komt, stuurde een vraag die wij niet kunnen beantwoorden.</p><p>${escaped(out.error)}: ${escaped(out.error_description ?? '')}</p>`,
      ),
  });
  provider.proxy = true;
  provider.use(witness(provider, context));
  provider.use(interactions(provider, town));
  provider.use(async (ctx, next) => {
    await next();
    const { body } = ctx;
    if (typeof body !== 'object' || body === null) return;
    const { mode } = context.loginMode;
    if (ctx.oidc?.route === 'token' && 'id_token' in body && typeof body.id_token === 'string') {
      ctx.body = { ...body, id_token: await remade(body.id_token, keys, mode, memory.ahead) };
    }
    // The next key is published when it is used, not before: a service that never looks again is found out.
    if (ctx.oidc?.route === 'jwks' && 'keys' in body && Array.isArray(body.keys)) {
      ctx.set('cache-control', `public, max-age=${KEYS_KEPT}`);
      if (mode !== 'rotated-key') ctx.body = { keys: body.keys.filter((key) => key.kid !== NEXT_KID) };
    }
  });
  return provider;
}
