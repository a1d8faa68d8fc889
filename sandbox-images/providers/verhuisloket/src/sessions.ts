import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { Planted } from './config.ts';
import type { Database } from './database.ts';
import { page } from './pages.ts';

const COOKIE = '__Host-zitting';

/** What a session holds: who, what they filled in so far, and what the login needs. */
export type Data = Record<string, string>;
export interface Session {
  readonly id: string;
  readonly data: Data;
}

/** What each page shows of a session. */
export const seen = (data: Data) => ({ name: data.name, csrf: data.csrf });

/** Sessions by a cookie that holds nothing but a random name. */
export class Sessions {
  readonly #database: Database;
  readonly #planted: Planted;
  constructor(database: Database, planted: Planted) {
    this.#database = database;
    this.#planted = planted;
  }

  async current(c: Context): Promise<Session | undefined> {
    const id = getCookie(c, COOKIE);
    return id === undefined || !/^[\w-]{20,64}$/.test(id) ? undefined : await this.#database.session(id);
  }

  /** Keeps the data under the session's id, or under a new one. */
  async keep(c: Context, data: Data, id = randomBytes(24).toString('base64url')): Promise<void> {
    await this.#database.keepSession(id, data);
    const safe = !this.#planted('weak-cookie');
    setCookie(
      c,
      COOKIE,
      id,
      safe ? { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } : { path: '/', secure: true },
    );
  }

  async end(c: Context, id: string): Promise<void> {
    if (!this.#planted('logout-keeps-session')) await this.#database.endSession(id);
    deleteCookie(c, COOKIE, { path: '/', secure: true });
  }

  /** The citizen's session, or the way to log in and back. */
  async citizen(c: Context): Promise<Session | Response> {
    const session = await this.current(c);
    return session?.data.insz ? session : c.redirect(`/aanmelden?terug=${encodeURIComponent(c.req.path)}`);
  }

  /** The session of a civil servant with the municipality (NIS code) that they work for; or the way to log in, or why not. */
  async servant(c: Context): Promise<(Session & { readonly municipality: string }) | Response> {
    const session = await this.current(c);
    const municipality = session?.data.worksFor;
    if (session !== undefined && municipality) return { ...session, municipality };
    if (session?.data.insz) return this.noServant(c);
    return c.redirect(`/medewerker/aanmelden?terug=${encodeURIComponent(c.req.path)}`);
  }

  /** For who is logged in, and is no civil servant of a municipality that takes the service. */
  noServant(c: Context) {
    return c.html(
      page(
        { title: 'Alleen voor medewerkers', side: 'servant', planted: this.#planted },
        html`<p role="alert">Dit deel is voor medewerkers van een gemeente. <a href="/medewerker/aanmelden">Meld u aan als medewerker</a>, of ga naar <a href="/">het begin</a>.</p>`,
      ),
      403,
    );
  }

  /** Was this form made for this session? */
  holds(form: Record<string, unknown>, data: Data): boolean {
    return this.#planted('no-csrf') || (data.csrf !== undefined && form.csrf === data.csrf);
  }

  refused(c: Context, data: Data) {
    return c.html(
      page(
        { title: 'Verlopen formulier', ...seen(data), planted: this.#planted },
        html`<p role="alert">Dit formulier is verlopen. <a href="/verhuizen">Begin opnieuw</a>.</p>`,
      ),
      403,
    );
  }
}
