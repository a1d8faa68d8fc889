import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type Municipality, type OpenOptions, openMunicipality } from '../../../open.ts';

export const CLIENT = {
  id: 'verhuisloket',
  secret: 'een geheim: van+40/tekens',
  redirect: 'https://loket.dienst.test/callback',
};
export const BASE = 'vlavirgem.test';
export const ISSUER = `https://login.${BASE}`;

/** The client as the town knows it. */
export const CLIENT_SETTINGS = {
  service: 'loket',
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  redirectUris: [CLIENT.redirect],
  postLogoutRedirectUris: ['https://loket.dienst.test/'],
  scopes: ['openid', 'profile', 'rrn'],
};

export const openTestTown = (more: object = {}, options: OpenOptions = {}): Promise<Municipality> =>
  openMunicipality(
    {
      v: 1,
      profile: 'aalter',
      seed: 'aanmelden',
      population: 400,
      base: BASE,
      clients: [{ ...CLIENT_SETTINGS, ...more }],
      grants: [],
    },
    options,
  );

/** A browser with cookies, at the login of a town. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #town: Municipality;
  constructor(town: Municipality) {
    this.#town = town;
  }
  /** Sends one request; redirects are the caller's to follow. */
  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const answer = await this.#town.fetch(
      new Request(new URL(url, ISSUER), {
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      }),
    );
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }
  /** Sends a form that sends itself, as a page with a script does; where that leads. */
  async #submitted(answer: Response): Promise<string | undefined> {
    const html = await answer.text();
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
    if (action === undefined || !html.includes('submit()')) return undefined;
    const fields = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    return (await this.go(action, Object.fromEntries(fields))).headers.get('location') ?? undefined;
  }
  /** Logs a persona in and returns where the service is called back. */
  async login(persona: string, asked: Record<string, string> = {}, niveau?: string): Promise<URL> {
    const form = { persona, ...(niveau === undefined ? {} : { niveau }) };
    const start = await this.go(`/v1/auth?${new URLSearchParams({ ...ASK, ...asked })}`);
    let next = start.headers.get('location') ?? '';
    while (next.startsWith(ISSUER) || next.startsWith('/')) {
      const answer = await this.go(next, next.includes('/interaction/') ? form : undefined);
      next = answer.headers.get('location') ?? (await this.#submitted(answer)) ?? `about:${answer.status}`;
    }
    return new URL(next);
  }
}

export const VERIFIER = randomBytes(32).toString('base64url');
export const ASK = {
  client_id: CLIENT.id,
  redirect_uri: CLIENT.redirect,
  response_type: 'code',
  scope: 'openid profile rrn',
  state: 'staat',
  nonce: 'nonce-1',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Exchanges a code: with a secret in the header or the body, or with `more` alone. */
export async function exchange(
  town: Municipality,
  code: string,
  options: { secret?: string; post?: boolean; more?: Record<string, string> } = {},
): Promise<Answer> {
  const secret = options.secret ?? CLIENT.secret;
  const basic = Buffer.from(`${CLIENT.id}:${encodeURIComponent(secret)}`).toString('base64');
  const answer = await town.fetch(
    new Request(`${ISSUER}/v1/token`, {
      method: 'POST',
      headers: options.post === true || options.more !== undefined ? {} : { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: CLIENT.redirect,
        code_verifier: VERIFIER,
        ...(options.post === true ? { client_id: CLIENT.id, client_secret: secret } : {}),
        ...options.more,
      }),
    }),
  );
  return { status: answer.status, body: z.record(z.string(), z.unknown()).parse(await answer.json()) };
}

/** Asks for the address that the service would be called back at, without anybody at the screen. */
export async function answerTo(browser: Browser, asked: Record<string, string | undefined>): Promise<URL> {
  const params = Object.entries({ ...ASK, ...asked }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const start = await browser.go(`/v1/auth?${new URLSearchParams(params)}`);
  let next = start.headers.get('location') ?? `about:${start.status}`;
  // The login goes on by itself where it has nothing to ask.
  while (next.startsWith(`${ISSUER}/v1/auth/`)) next = (await browser.go(next)).headers.get('location') ?? 'about:none';
  return new URL(next, ISSUER);
}

/** From nothing to tokens. */
export async function tokensOf(town: Municipality, persona: string, browser = new Browser(town)): Promise<Answer> {
  const back = await browser.login(persona);
  return exchange(town, back.searchParams.get('code') ?? '');
}
