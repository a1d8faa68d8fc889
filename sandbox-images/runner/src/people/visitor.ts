import type { PersonSeen } from '@proeftuin/contract/municipality';
import type { PlayOrder } from '@proeftuin/contract/play';
import { expectThat, Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { Guard } from '../browser/guard.ts';
import { type BrowserLink, within } from '../browser/link.ts';
import { Stamp } from './stamp.ts';

export type Service = PlayOrder['service'];

/** Every browser in the lab: a Flemish person's. One fresh context per persona. */
export const FLEMISH = {
  locale: 'nl-BE',
  timezoneId: 'Europe/Brussels',
  viewport: { width: 1280, height: 800 },
  acceptDownloads: false,
  ignoreHTTPSErrors: false,
} as const satisfies BrowserContextOptions;

/** What the way to log in is called. */
export const LOGIN_WORDS = /aanmelden|inloggen|log ?in|sign ?in|meld (je|u) aan/i;

/** One person at one browser window of their own. */
export class Visitor {
  readonly page: Page;
  readonly guard: Guard;
  readonly context: BrowserContext;
  readonly service: Service;
  readonly person: PersonSeen;
  readonly #stamp: Stamp;
  #patience = 0;

  private constructor(page: Page, stamp: Stamp, service: Service, person: PersonSeen, patience: number) {
    this.page = page;
    this.#stamp = stamp;
    this.context = page.context();
    this.service = service;
    this.person = person;
    this.guard = new Guard(this.context, page);
    this.waitsUpTo(patience);
  }

  /** Milliseconds for one wait. */
  get patience(): number {
    return this.#patience;
  }
  /** From now on one wait may take this many milliseconds. */
  waitsUpTo(patience: number): void {
    this.#patience = patience;
    this.context.setDefaultTimeout(patience);
  }

  /** A fresh window. Throws `lab:browser-lost`. */
  static async open(
    link: BrowserLink,
    service: Service,
    person: PersonSeen,
    patience: number,
    options?: BrowserContextOptions,
  ): Promise<Visitor> {
    const page =
      options === undefined
        ? await link.window(FLEMISH, patience)
        : await within((await link.context({ ...FLEMISH, ...options })).newPage(), patience);
    return new Visitor(page, await Stamp.on(page, service.origin, link.workers), service, person, patience);
  }

  /** Names the step that its requests belong to from now on. */
  mark(step: string): void {
    this.#stamp.step = step;
  }

  /** Lets no request through that is told to be stopped. */
  stop(which: (url: URL) => boolean): void {
    this.#stamp.stops = which;
  }

  /** Opens a path of the service. Throws when it breaks, hangs, redirects for ever or downloads. */
  async goto(path: string): Promise<{ status: number; url: string }> {
    const response = await this.guard.within(this.patience + 1000, 'provider:navigation', `opening ${path}`, () =>
      this.page.goto(new URL(path, this.service.origin).href, { waitUntil: 'load', timeout: this.patience }),
    );
    const status = response?.status() ?? this.guard.status;
    this.#refuseBroken(status, path);
    return { status, url: this.page.url() };
  }

  get here(): string {
    try {
      return new URL(this.page.url()).origin;
    } catch {
      return '';
    }
  }

  /** Waits until an element shows; a broken page ends the wait at once. */
  async await(what: Locator, name: string): Promise<void> {
    await this.guard.within(this.patience + 500, 'provider:locator-timeout', name, async () => {
      const shown = what.first().waitFor({ state: 'visible', timeout: this.patience });
      shown.catch(() => undefined);
      for (;;) {
        const done = await Promise.race([shown.then(() => true), sleep(250)]);
        if (done === true) return;
        if (this.guard.status >= 500 && this.here === this.service.origin) this.#refuseBroken(this.guard.status, name);
      }
    });
  }

  /** Waits until the page asks for nothing more, for two seconds at most. */
  async settle(): Promise<void> {
    await this.guard.within(this.patience, 'provider:hang', 'the page to settle', async () => {
      await this.page.waitForLoadState('domcontentloaded', { timeout: this.patience });
      await this.guard.quiet(2000);
    });
  }

  get #chooser(): Locator {
    return this.page.getByRole('textbox', { name: 'Persona', exact: true });
  }

  /** Follows the service's own way to the town's login and picks this person there. */
  async login(from?: string): Promise<{ status: number }> {
    await this.toLogin(from);
    await this.choose();
    return this.comeBack();
  }

  /** Waits until the login sends this person back to the service. */
  async comeBack(): Promise<{ status: number }> {
    await this.guard.within(this.patience + 500, 'provider:navigation', 'coming back from the login', () =>
      this.page.waitForURL((url) => url.origin === this.service.origin, { waitUntil: 'load', timeout: this.patience }),
    );
    const { status } = this.guard;
    this.#refuseBroken(status, 'coming back from the login');
    return { status };
  }

  /** Picks this person at the town's login, where the window is now. */
  async choose(): Promise<void> {
    await this.guard.within(this.patience * 2, 'provider:navigation', 'picking a person at the login', async () => {
      await this.#chooser.fill(this.person.id);
      // As pressing the page's button, without waiting for that to lie still: the page is the town's own.
      await this.#chooser.press('Enter');
    });
  }

  /** Follows the service's own way to the town's login, from its landing page or another path. */
  async toLogin(from = '/'): Promise<void> {
    await this.goto(from);
    const way = this.page
      .getByRole('link', { name: LOGIN_WORDS })
      .or(this.page.getByRole('button', { name: LOGIN_WORDS }))
      .first();
    if (!(await this.atLogin())) {
      if (await way.isVisible().catch(() => false)) {
        await this.guard.within(this.patience, 'provider:locator-timeout', 'the way to log in', () => way.click());
      } else {
        const path = Object.values(this.service.intents)[0]?.path;
        expectThat(path !== undefined, 'the service offers no link or button to log in');
        await this.goto(path);
      }
    }
    await this.guard.within(this.patience + 500, 'provider:navigation', 'the login page of the town', async () => {
      await this.#chooser.waitFor({ state: 'visible', timeout: this.patience }).catch((thrown: unknown) => {
        if (this.here !== this.service.origin && this.guard.status >= 500)
          throw new Trouble('lab:municipality-refused', `the town's login answered ${this.guard.status}`);
        this.#refuseBroken(this.guard.status, 'the way to the login');
        throw thrown;
      });
    });
  }

  /** Is the window at the town's login? */
  async atLogin(): Promise<boolean> {
    return this.here !== this.service.origin && (await this.#chooser.isVisible().catch(() => false));
  }

  #refuseBroken(status: number, what: string): void {
    if (status >= 500 && this.here === this.service.origin)
      throw new Trouble('provider:status-5xx', `${what}: the service answered ${status}`);
  }

  /** Makes the window as it was when it was opened, for another use of it; false when that cannot be. */
  async renew(): Promise<boolean> {
    if (this.page.isClosed() || this.guard.troubled) return false;
    this.guard.status = 0;
    const { viewport } = FLEMISH;
    return within(this.page.setViewportSize(viewport), 3000).then(
      () => true,
      () => false,
    );
  }

  /** Closes the window; a page that will not close is left to the browser. */
  async close(): Promise<void> {
    await within(this.context.close(), 3000).catch(() => undefined);
  }
}

const sleep = (ms: number): Promise<false> => new Promise((done) => setTimeout(() => done(false), ms));
