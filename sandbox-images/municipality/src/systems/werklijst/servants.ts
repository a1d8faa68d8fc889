import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Context } from '../../context.ts';
import { deskClient, HOST } from './client.ts';

const MOST = 500;
const HOURS = 8;

/** A civil servant who logged in. */
export interface Servant {
  readonly name: string;
  /** NIS code of the municipality that it works for: it sees no other's cases. */
  readonly nis: string;
  /** What a form of its must send along. */
  readonly form: string;
}
interface Kept extends Servant {
  readonly until: number;
}
interface Begun {
  readonly nonce: string;
  readonly verifier: string;
}

const claimsSchema = z.looseObject({
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  vo_doelgroepcode: z.string().optional(),
  vo_orgcode: z.string().optional(),
});
const tokensSchema = z.looseObject({ access_token: z.string(), id_token: z.string() });
const random = (): string => randomBytes(32).toString('base64url');
const claimOf = (token: string, name: string): unknown => {
  const read: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return z.record(z.string(), z.unknown()).parse(read)[name];
};

function put<T>(all: Map<string, T>, key: string, value: T): void {
  all.set(key, value);
  for (const oldest of all.keys()) {
    if (all.size <= MOST) break;
    all.delete(oldest);
  }
}

/**
 * Who works at the desk: a client of the town's own login (OpenID Connect, code with PKCE), for those whom the login says to be of
 * a local government (`vo_doelgroepcode` LB). Sessions are in memory and end by the lab clock.
 */
export class Servants {
  readonly #context: Context;
  readonly #begun = new Map<string, Begun>();
  readonly #sessions = new Map<string, Kept>();

  constructor(context: Context) {
    this.#context = context;
  }
  get #client() {
    const { config, origin } = this.#context;
    return deskClient(config, origin(HOST).startsWith('http:') ? 'http' : 'https');
  }

  /** Where a browser goes to log in, and the state that it must come back with. */
  begin(): { readonly url: string; readonly state: string } {
    const [state, nonce, verifier] = [random(), random(), random()];
    put(this.#begun, state, { nonce, verifier });
    const query = new URLSearchParams({
      client_id: this.#client.clientId,
      redirect_uri: this.#client.redirectUris[0] ?? '',
      response_type: 'code',
      scope: this.#client.scopes.join(' '),
      state,
      nonce,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      prompt: 'login',
    });
    return { url: `${this.#context.origin('login')}/v1/auth?${query}`, state };
  }

  /** Opens a session for who came back; undefined when the login does not hold, or is of no civil servant of this town. */
  async finish(state: string, code: string): Promise<string | undefined> {
    const begun = this.#begun.get(state);
    this.#begun.delete(state);
    if (begun === undefined) return undefined;
    const login = this.#context.origin('login');
    const { clientId, clientSecret, redirectUris } = this.#client;
    const answer = await this.#context.own(
      new Request(`${login}/v1/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUris[0] ?? '',
          code_verifier: begun.verifier,
        }),
      }),
    );
    const tokens = tokensSchema.safeParse(answer.ok ? await answer.json() : undefined);
    // Taken from the login itself, in this process: Core 3.1.3.7 then lets the signature be.
    if (!tokens.success || claimOf(tokens.data.id_token, 'nonce') !== begun.nonce) return undefined;
    const said = await this.#context.own(
      new Request(`${login}/v1/userinfo`, { headers: { authorization: `Bearer ${tokens.data.access_token}` } }),
    );
    const claims = claimsSchema.safeParse(said.ok ? await said.json() : undefined);
    if (!claims.success || claims.data.vo_doelgroepcode !== 'LB') return undefined;
    const home = this.#context.town.municipalities.find(({ ovo }) => ovo === claims.data.vo_orgcode);
    if (home === undefined) return undefined;
    const session = random();
    put(this.#sessions, session, {
      name: `${claims.data.given_name ?? ''} ${claims.data.family_name ?? ''}`.trim(),
      nis: home.nis,
      form: random(),
      until: this.#context.clock.now() + HOURS * 3_600_000,
    });
    return session;
  }

  of(session: string | undefined): Servant | undefined {
    const kept = session === undefined ? undefined : this.#sessions.get(session);
    return kept !== undefined && kept.until > this.#context.clock.now() ? kept : undefined;
  }
  end(session: string | undefined): void {
    if (session !== undefined) this.#sessions.delete(session);
  }
}
