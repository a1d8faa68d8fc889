import * as oidc from 'openid-client';
import * as z from 'zod';
import type { Config, Planted } from './config.ts';

/** As what somebody logs in. */
export type Side = 'citizen' | 'servant';

/** Who came back from the login; what it did not say is empty. */
export interface Who {
  readonly subject: string;
  readonly insz: string;
  readonly name: string;
  readonly idToken: string;
  /** The local government that the person works for: its OVO code and its name. */
  readonly government: string;
  readonly governmentName: string;
}

const SCOPES: Readonly<Record<Side, string>> = { citizen: 'openid profile rrn', servant: 'openid profile vo' };
/** Local governments, as ACM/IDM names that group. */
const LOCAL = 'LB';
const NO_GOVERNMENT = { government: '', governmentName: '' };

/** Login at the municipality by OpenID Connect: code with PKCE, state and nonce. */
export class Login {
  readonly #config: Config;
  readonly #planted: Planted;
  #server: Promise<oidc.Configuration> | undefined;
  constructor(config: Config, planted: Planted) {
    this.#config = config;
    this.#planted = planted;
  }

  async #known(): Promise<oidc.Configuration> {
    this.#server ??= this.#discover();
    try {
      return await this.#server;
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
  }

  async #discover(): Promise<oidc.Configuration> {
    const server = await oidc.discovery(
      new URL(this.#config.OIDC_ISSUER),
      this.#config.OIDC_CLIENT_ID,
      this.#config.OIDC_CLIENT_SECRET,
      undefined,
      // A token straight from the login may be believed over TLS alone; its signature is looked at all the same.
      { execute: [oidc.enableNonRepudiationChecks] },
    );
    if (this.#planted('keys-kept')) {
      const kept = new Map<string, Promise<Response>>();
      const keys = server.serverMetadata().jwks_uri;
      server[oidc.customFetch] = async (url, options) => {
        if (url !== keys) return fetch(url, options as RequestInit);
        const first = kept.get(url) ?? fetch(url, options as RequestInit);
        kept.set(url, first);
        return (await first).clone();
      };
    }
    return server;
  }

  /** Where the browser goes, and what the session must remember for the way back. */
  async begin(side: Side): Promise<{ to: URL; remember: { verifier: string; state: string; nonce: string } }> {
    const server = await this.#known();
    const remember = { verifier: oidc.randomPKCECodeVerifier(), state: oidc.randomState(), nonce: oidc.randomNonce() };
    const scope = this.#planted('too-many-scopes') ? `${SCOPES[side]} phone` : SCOPES[side];
    const pkce = this.#planted('no-pkce')
      ? {}
      : { code_challenge: await oidc.calculatePKCECodeChallenge(remember.verifier), code_challenge_method: 'S256' };
    const to = oidc.buildAuthorizationUrl(server, {
      redirect_uri: `${this.#config.PUBLIC_URL}/callback`,
      scope,
      ...pkce,
      ...(this.#planted('no-state') ? {} : { state: remember.state }),
      nonce: remember.nonce,
      // Who works for a town may be known at the login as its citizen: they say anew as whom they come.
      ...(side === 'servant' ? { prompt: 'login' } : {}),
    });
    return { to, remember };
  }

  /** Who came back. Throws when anything does not fit. */
  async end(url: URL, remember: Record<string, string>): Promise<Who> {
    const server = await this.#known();
    const at = new URL(`${this.#config.PUBLIC_URL}${url.pathname}${url.search}`);
    if (this.#planted('unchecked-token')) return await this.#unchecked(server, at, remember);
    const tokens = await oidc.authorizationCodeGrant(server, at, {
      ...(this.#planted('no-pkce') ? {} : { pkceCodeVerifier: remember.verifier ?? '' }),
      ...(this.#planted('no-state') ? { expectedState: oidc.skipStateCheck } : { expectedState: remember.state ?? '' }),
      expectedNonce: remember.nonce ?? '',
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('no id token');
    const more = await oidc.fetchUserInfo(server, tokens.access_token, claims.sub);
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    if (this.#planted('plain-names-only') && /[^ -~]/.test(`${text(more.given_name)}${text(more.family_name)}`))
      throw new Error('bad name');
    const insz = text(more.rrn) || text(claims.rrn);
    return {
      subject: claims.sub,
      insz,
      name: `${text(more.given_name)} ${text(more.family_name)}`.trim(),
      idToken: tokens.id_token ?? '',
      ...(more.vo_doelgroepcode === LOCAL
        ? { government: text(more.vo_orgcode), governmentName: text(more.vo_orgnaam) }
        : NO_GOVERNMENT),
    };
  }

  /** The planted defect: a token is read and nothing of it is checked. */
  async #unchecked(server: oidc.Configuration, at: URL, remember: Record<string, string>): Promise<Who> {
    const { OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret } = this.#config;
    const { token_endpoint = '', userinfo_endpoint = '' } = server.serverMetadata();
    const answer = await fetch(token_endpoint, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: at.searchParams.get('code') ?? '',
        redirect_uri: `${this.#config.PUBLIC_URL}/callback`,
        code_verifier: remember.verifier ?? '',
      }),
    });
    const { id_token: idToken, access_token: access } = z
      .object({ id_token: z.string(), access_token: z.string() })
      .parse(await answer.json());
    const claims = z
      .object({ sub: z.string() })
      .parse(JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()));
    const more = await fetch(userinfo_endpoint, { headers: { authorization: `Bearer ${access}` } });
    const told = z
      .looseObject({ rrn: z.string(), given_name: z.string().catch(''), family_name: z.string().catch('') })
      .parse(await more.json());
    const name = `${told.given_name} ${told.family_name}`.trim();
    return { subject: claims.sub, insz: told.rrn, name, idToken, ...NO_GOVERNMENT };
  }

  async logoutUrl(idToken: string): Promise<URL> {
    return oidc.buildEndSessionUrl(await this.#known(), {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.#config.PUBLIC_URL}/`,
    });
  }
}
