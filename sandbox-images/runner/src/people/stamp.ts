import type { CDPSession, Page } from 'playwright-core';
import { within } from '../browser/link.ts';

/** Tells the gateway which step an exchange belongs to. */
export const STEP_HEADER = 'x-proeftuin-step';

const PATIENCE = 3_000;

/**
 * Puts the step on a page's requests to its own service, and on documents of other hosts. Not on anything else: a
 * header of ours on a cross-origin request would make the browser ask for permission first (a CORS preflight), and a
 * service would fail for what the lab did.
 */
export class Stamp {
  step = '';
  /** True for a request that must not be made; it sees redirects too, which Playwright's own routes do not. */
  stops: (url: URL) => boolean = () => false;
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Fetch.requestPaused', ({ requestId, request }) => {
      if (this.stops(new URL(request.url))) {
        this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => undefined);
        return;
      }
      const headers = Object.entries(request.headers).map(([name, value]) => ({ name, value: String(value) }));
      const change = this.step === '' ? {} : { headers: [...headers, { name: STEP_HEADER, value: this.step }] };
      this.#session.send('Fetch.continueRequest', { requestId, ...change }).catch(() => undefined);
    });
  }

  static async on(page: Page, origin: string): Promise<Stamp> {
    const session = await within(page.context().newCDPSession(page), PATIENCE);
    const stamp = new Stamp(session);
    const patterns = [{ urlPattern: `${origin}/*` }, { urlPattern: '*', resourceType: 'Document' as const }];
    await within(session.send('Fetch.enable', { patterns }), PATIENCE);
    return stamp;
  }
}
