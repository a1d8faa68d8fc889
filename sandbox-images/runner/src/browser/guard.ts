import { setTimeout as pause } from 'node:timers/promises';
import { type Cause, Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { BrowserContext, Dialog, Page, Request, Response } from 'playwright-core';
import { pageTrouble } from './trouble.ts';

/** Milliseconds without a request under way after which a page is at rest, and between two looks. */
const REST = 150;
const LOOK = 25;
/** What a page may do before it is called a flood. */
const LIMITS = { dialogs: 20, windows: 10, console: 50, text: 300 } as const;

/** Holds a page to its bounds: dialogs are dismissed, other windows closed, downloads refused, and all of it counted. */
export class Guard {
  readonly console: string[] = [];
  dialogs = 0;
  windows = 0;
  downloads = 0;
  /** Status of the last document that the main frame got, and bytes that came since `weigh`. */
  status = 0;
  weight = 0;
  /** Last answer of 500 or more to anything that the page asked, with its URL. */
  broken: { status: number; url: string } | undefined;
  readonly #page: Page;
  readonly #asking = new Set<Request>();
  readonly #flooded = Promise.withResolvers<never>();
  #trouble: Trouble | undefined;

  constructor(context: BrowserContext, page: Page) {
    this.#page = page;
    this.#flooded.promise.catch(() => undefined);
    page.on('dialog', (dialog) => void this.#dialog(dialog));
    page.on('crash', () => this.#stop('provider:crash', 'the page crashed'));
    page.on('download', (download) => {
      this.downloads += 1;
      download.cancel().catch(() => undefined);
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && this.console.length < LIMITS.console)
        this.console.push(message.text().slice(0, LIMITS.text));
    });
    page.on('pageerror', (error) => {
      if (this.console.length < LIMITS.console) this.console.push(`uncaught: ${String(error).slice(0, LIMITS.text)}`);
    });
    page.on('request', (request) => this.#asking.add(request));
    const answered = (request: Request) => this.#asking.delete(request);
    page.on('requestfinished', answered);
    page.on('requestfailed', answered);
    page.on('response', (response) => this.#response(response));
    context.on('page', (other) => {
      if (other === page) return;
      this.windows += 1;
      if (this.windows > LIMITS.windows) this.#stop('provider:window-flood', `it opened ${this.windows} windows`);
      other.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
      other.close().catch(() => undefined);
    });
  }

  /** Did it overstep its bounds, so that it is held to no more? */
  get troubled(): boolean {
    return this.#trouble !== undefined;
  }

  /** The work, unless the page floods, crashes or takes longer than `ms` (then `late`). */
  async within<T>(ms: number, late: Cause, what: string, work: () => Promise<T>): Promise<T> {
    if (this.#trouble !== undefined) throw this.#trouble;
    const timer = Promise.withResolvers<never>();
    const handle = setTimeout(() => timer.reject(new Trouble(late, `${what}: nothing within ${ms / 1000} s`)), ms);
    try {
      const doing = work();
      doing.catch(() => undefined);
      return await Promise.race([doing, timer.promise, this.#flooded.promise]);
    } catch (thrown) {
      throw this.#trouble ?? pageTrouble(thrown, late);
    } finally {
      clearTimeout(handle);
    }
  }

  /** Until the page has asked for nothing for a while, at most so many milliseconds. */
  async quiet(most: number): Promise<void> {
    const until = performance.now() + most;
    for (let rest = 0; rest < REST && performance.now() < until; ) {
      await pause(LOOK);
      rest = this.#asking.size === 0 ? rest + LOOK : 0;
    }
    // What never ends (a stream) is not waited for again.
    this.#asking.clear();
  }

  async #dialog(dialog: Dialog): Promise<void> {
    this.dialogs += 1;
    if (this.dialogs > LIMITS.dialogs) this.#stop('provider:dialog-flood', `it opened ${this.dialogs} dialogs`);
    await (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
  }

  #response(response: Response): void {
    const length = Number(response.headers()['content-length'] ?? 0);
    if (Number.isFinite(length)) this.weight += length;
    if (response.status() >= 500) this.broken = { status: response.status(), url: response.url() };
    const request = response.request();
    if (!request.isNavigationRequest()) return;
    try {
      if (request.frame() === this.#page.mainFrame()) this.status = response.status();
    } catch {
      // A frame that is gone already: not the main one.
    }
  }

  #stop(cause: Cause, message: string): void {
    if (this.#trouble !== undefined) return;
    this.#trouble = new Trouble(cause, message);
    this.#flooded.reject(this.#trouble);
    this.#page.close({ runBeforeUnload: false }).catch(() => undefined);
  }
}
