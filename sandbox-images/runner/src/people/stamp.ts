import type { CDPSession, Page } from 'playwright-core';
import { within } from '../browser/link.ts';

/** Tells the gateway which step an exchange belongs to. */
export const STEP_HEADER = 'x-proeftuin-step';

const PATIENCE = 3_000;

/** Headers of a request with the step, and without one that the page itself claims. */
export function stamped(sent: Readonly<Record<string, unknown>>, step: string): { name: string; value: string }[] {
  const own = Object.entries(sent)
    .filter(([name]) => name.toLowerCase() !== STEP_HEADER)
    .map(([name, value]) => ({ name, value: String(value) }));
  return step === '' ? own : [...own, { name: STEP_HEADER, value: step }];
}

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
      const headers = stamped(request.headers, this.step);
      this.#session.send('Fetch.continueRequest', { requestId, headers }).catch(() => undefined);
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
