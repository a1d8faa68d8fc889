import type { Browser } from 'playwright-core';
import * as z from 'zod';
import type { Pipe } from './transport.ts';

export interface Header {
  readonly name: string;
  readonly value: string;
}
/** What becomes of a request: its headers, or undefined when it must not be made. */
export type Rule = (url: URL, headers: Readonly<Record<string, string>>) => readonly Header[] | undefined;

const pausedSchema = z.object({
  method: z.literal('Fetch.requestPaused'),
  params: z.object({
    requestId: z.string(),
    request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }),
  }),
});

const FILTER = [{ type: 'service_worker' }, { type: 'shared_worker' }];

/**
 * Holds requests of service workers and shared workers to the rule of the window that they belong to. A window's own
 * session does not see them: a service worker that fetches what its page asks would else take every request along.
 * Playwright keeps such sessions to itself, so theirs are spoken to over the pipe, below it.
 */
export class Workers {
  readonly #pipe: Pipe;
  readonly #rules = new Map<string, { readonly origin: string; readonly rule: Rule }>();
  #sent = 0;

  private constructor(pipe: Pipe) {
    this.#pipe = pipe;
  }

  static async of(browser: Browser, pipe: Pipe): Promise<Workers> {
    const workers = new Workers(pipe);
    const session = await browser.newBrowserCDPSession();
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) =>
      workers.#hold(sessionId, targetInfo.browserContextId ?? ''),
    );
    session.on('Target.detachedFromTarget', ({ sessionId }) => pipe.deaf(sessionId));
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: FILTER,
    });
    return workers;
  }

  /** From now on, until it is let go, workers of a browser context that ask this origin are held to a rule. */
  rule(context: string, origin: string, rule: Rule): void {
    this.#rules.set(context, { origin, rule });
  }
  letGo(context: string): void {
    this.#rules.delete(context);
  }

  #hold(session: string, context: string): void {
    const send = (method: string, params: object = {}) => {
      this.#sent += 1;
      this.#pipe.send({ id: this.#sent, sessionId: session, method, params });
    };
    const held = this.#rules.get(context);
    this.#pipe.hear(session, (message) => {
      const paused = pausedSchema.safeParse(message).data?.params;
      if (paused === undefined || held === undefined) return;
      const { requestId, request } = paused;
      const headers = held.rule(new URL(request.url), request.headers);
      if (headers === undefined) send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      else send('Fetch.continueRequest', { requestId, headers });
    });
    if (held !== undefined) send('Fetch.enable', { patterns: [{ urlPattern: `${held.origin}/*` }] });
    send('Runtime.runIfWaitingForDebugger');
  }
}
