import type { Municipality } from '../../../open.ts';
import { BASE } from '../../../testing/open.ts';

/** A browser of one person, with its cookies by host; it follows redirects among the town's hosts. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #m: Municipality;
  constructor(m: Municipality) {
    this.#m = m;
  }

  /** As a header, for a host. */
  cookies(url: string): string {
    const jar = this.#cookies.get(new URL(url).hostname) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** One request, redirects not followed. */
  async send(url: string, form?: Record<string, string>): Promise<Response> {
    const { hostname } = new URL(url);
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, jar);
    const answer = await this.#m.fetch(
      new Request(url, {
        headers: { cookie: this.cookies(url) },
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      }),
    );
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return answer;
  }

  /** Goes through the login as a persona; the page that it ends on. */
  async login(persona: string): Promise<Response> {
    let url = `https://werklijst.${BASE}/aanmelden`;
    for (let hop = 0; hop < 12; hop++) {
      const answer = await this.send(url, url.includes('/interaction/') ? { persona } : undefined);
      const to = answer.headers.get('location');
      if (to === null) return answer;
      url = new URL(to, url).href;
    }
    throw new Error(`the login goes round and round: ${url}`);
  }
}
