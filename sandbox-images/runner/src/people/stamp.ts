import type { CDPSession, Page } from 'playwright-core';
import { within } from '../browser/link.ts';
import type { Workers } from '../browser/workers.ts';

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
 * Puts the step on the requests of a page, and of its workers, to its own service, and on documents of other hosts. Not on anything else: a
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
      const headers = this.#headers(new URL(request.url), request.headers);
      const answered =
        headers === undefined
          ? this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
          : this.#session.send('Fetch.continueRequest', { requestId, headers });
      answered.catch(() => undefined);
    });
  }

  #headers(url: URL, sent: Readonly<Record<string, unknown>>): { name: string; value: string }[] | undefined {
    return this.stops(url) ? undefined : stamped(sent, this.step);
  }

  static async on(page: Page, origin: string, workers: Workers | undefined): Promise<Stamp> {
    const session = await within(page.context().newCDPSession(page), PATIENCE);
    const stamp = new Stamp(session);
    const patterns = [{ urlPattern: `${origin}/*` }, { urlPattern: '*', resourceType: 'Document' as const }];
    await within(session.send('Fetch.enable', { patterns }), PATIENCE);
    const { targetInfo } = await within(session.send('Target.getTargetInfo'), PATIENCE);
    const { browserContextId = '' } = targetInfo;
    workers?.rule(browserContextId, origin, (url, sent) => stamp.#headers(url, sent));
    page.context().once('close', () => workers?.letGo(browserContextId));
    return stamp;
  }
}
