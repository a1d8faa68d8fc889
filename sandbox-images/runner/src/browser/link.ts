import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { openPipe } from './transport.ts';
import { Workers } from './workers.ts';

/** How long a browser may take to be there, and to answer a plain question, in milliseconds. */
const START = 30_000;
const ANSWER = 5_000;

/** The browser of this sandbox. A provider's page may end it; the next context gets a new one. */
export class BrowserLink {
  readonly #folder: string;
  #browser: Promise<Browser> | undefined;
  #ahead: { readonly options: BrowserContextOptions; readonly page: Promise<Page | undefined> } | undefined;
  #workers: Workers | undefined;
  /** How often it ended by itself. */
  ended = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A fresh context: no cookies, no storage. Throws `lab:browser-lost` when no browser can be had. */
  async context(options: BrowserContextOptions): Promise<BrowserContext> {
    for (let tries = 0; ; tries += 1) {
      try {
        const browser = await this.#open();
        return await within(browser.newContext(options), ANSWER);
      } catch (thrown) {
        this.#browser = undefined;
        if (tries === 2) throw new Trouble('lab:browser-lost', `the browser does not answer: ${String(thrown)}`);
      }
    }
  }

  /**
   * A window in a fresh context. The next one with the same options is opened meanwhile: that takes as long as a page
   * takes to load. Throws as `context` does.
   */
  async window(options: BrowserContextOptions, ms: number): Promise<Page> {
    const taken = this.#ahead;
    this.#ahead = undefined;
    const ahead = taken?.options === options ? await taken.page : undefined;
    const fresh = async () => await within((await this.context(options)).newPage(), ms);
    const page = ahead === undefined || ahead.isClosed() ? await fresh() : ahead;
    // Another story or look may have it opened meanwhile.
    if (this.#ahead !== undefined) return page;
    const next = this.#browser?.then(async (browser) => {
      const context = await within(browser.newContext(options), ANSWER);
      return await within(context.newPage(), ANSWER);
    });
    this.#ahead = { options, page: (next ?? Promise.resolve(undefined)).catch(() => undefined) };
    return page;
  }

  /** Connects ahead of the first context. */
  async warm(): Promise<void> {
    await this.#open();
  }

  /** Those of the browser that there is now. */
  get workers(): Workers | undefined {
    return this.#workers;
  }

  get version(): Promise<string> {
    return this.#open().then((browser) => browser.version());
  }

  #open(): Promise<Browser> {
    this.#browser ??= this.#connect().catch((thrown: unknown) => {
      this.#browser = undefined;
      throw thrown;
    });
    return this.#browser;
  }

  async #connect(): Promise<Browser> {
    const pipe = await openPipe(this.#folder, START);
    const browser = await chromium.connectOverCDP(pipe, { timeout: START });
    this.#workers = await within(Workers.of(browser, pipe), ANSWER);
    browser.on('disconnected', () => {
      this.#browser = undefined;
      this.ended += 1;
    });
    return browser;
  }

  /** Lets go of the browser; it goes on running. */
  async close(): Promise<void> {
    const browser = this.#browser;
    this.#browser = undefined;
    if (browser !== undefined) await browser.then((b) => within(b.close(), ANSWER)).catch(() => undefined);
  }
}

/** The work, or an error after `ms`. */
export function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  work.catch(() => undefined);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
