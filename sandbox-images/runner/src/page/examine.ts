import { setTimeout as pause } from 'node:timers/promises';
import { type Data, PAGE_PARTS } from '@proeftuin/contract/evidence';
import type { Spool } from '@proeftuin/contract/spool';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { Guard } from '../browser/guard.ts';
import { within } from '../browser/link.ts';
import type { Visitor } from '../people/visitor.ts';
import { AXE, axeSchema, MOST_ELEMENTS } from './axe.ts';
import { inspect } from './isolated.ts';
import { DESCRIBE, VITALS } from './scripts.ts';

/** Milliseconds for one picture or one snapshot. */
const PATIENCE = 6_000;
const PICTURE = { type: 'jpeg', quality: 60, scale: 'css', animations: 'disabled', caret: 'initial' } as const;
const MOST_ARIA = 100_000;
/** Milliseconds that a page has at least, from when it is looked at, to move and to paint before its vitals are read. */
const WATCHED = 60;
const MOST_COOKIES = 50;

const strings = z.record(z.string(), z.string());
const describeSchema = z.object({
  lang: z.string().max(100),
  title: z.string().max(300),
  text: z.string(),
  html: z.string(),
  elements: z.number(),
  shape: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      autocomplete: z.string(),
      required: z.boolean(),
      filled: z.boolean(),
    }),
  ),
  local: strings,
  session: strings,
  cut: z.array(z.enum(PAGE_PARTS)),
});
const vitalsSchema = z.record(z.string(), z.number());

/** Makes `page` records; each page of the service in each state is examined by axe once. */
export class Examiner {
  readonly #spool: Spool;
  readonly #known = new Map<string, Partial<Data<'page'>>>();

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /** What a page is now. Never throws: what a page refuses to give is left out. */
  async record({ page, guard, here, service }: Visitor, actor: string, step: string): Promise<string | undefined> {
    if (page.isClosed() || page.url() === 'about:blank') return undefined;
    const blob = (content: string | Uint8Array | undefined) =>
      content === undefined ? undefined : this.#spool.blob(content);
    const told = await quietly(() => inspect(page, (run) => run(DESCRIBE, describeSchema)));
    // A page that can't even be described hangs: asking it for more would only take time.
    if (told === undefined) return this.#spool.add('page', { ...bare(page, guard), actor }, step);
    const [aria, screenshot, cookies] = await Promise.all([
      quietly(() => within(page.ariaSnapshot({ timeout: PATIENCE }), PATIENCE)),
      quietly(() => within(page.screenshot({ ...PICTURE, timeout: PATIENCE }), PATIENCE)),
      quietly(() => this.#cookies(page)),
      pause(WATCHED),
    ]);
    // Last: what moves or is painted soon after the page is there counts as well.
    const vitals = await quietly(() => inspect(page, (run) => run(VITALS, vitalsSchema)));
    const cut = [
      ...told.cut,
      ...((aria?.length ?? 0) > MOST_ARIA ? (['aria'] as const) : []),
      ...((cookies?.length ?? 0) > MOST_COOKIES ? (['cookies'] as const) : []),
      ...(here === service.origin && told.elements > MOST_ELEMENTS ? (['axe'] as const) : []),
    ];
    const data: Data<'page'> = {
      ...bare(page, guard),
      actor,
      title: told.title,
      lang: told.lang,
      ...present({
        cut: cut.length > 0 ? cut : undefined,
        aria: blob(aria?.slice(0, MOST_ARIA)),
        screenshot: blob(screenshot),
        text: blob(told.text),
        html: blob(told.html),
        vitals,
        storage: { local: told.local, session: told.session },
        fields: told.fields,
        cookies: cookies?.slice(0, MOST_COOKIES),
      }),
      // What the town's login looks like is nothing that the service could mend.
      ...(here === service.origin ? await this.#axe(page, told) : {}),
    };
    return this.#spool.add('page', data, step);
  }

  async #axe(page: Page, told: z.infer<typeof describeSchema>): Promise<Partial<Data<'page'>>> {
    if (told.elements > MOST_ELEMENTS || this.#known.has(told.shape)) return {};
    const seen = await quietly(() => inspect(page, (run) => run(AXE, axeSchema)));
    if (seen === undefined) return {};
    const result = { axe: seen.found, axePassed: seen.passed, axeInapplicable: seen.inapplicable };
    this.#known.set(told.shape, result);
    return result;
  }

  async #cookies(page: Page): Promise<Data<'page'>['cookies']> {
    const cookies = await within(page.context().cookies(), PATIENCE);
    return cookies.map((cookie) => ({
      name: cookie.name,
      domain: cookie.domain,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly,
      sameSite: cookie.sameSite,
      session: cookie.expires === -1,
    }));
  }
}

const bare = (page: Page, guard: Guard): Data<'page'> => ({
  url: page.url().slice(0, 2000),
  title: '',
  actor: '',
  lang: '',
  console: guard.console.splice(0),
});

/** The entries that are there. */
function present<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}
