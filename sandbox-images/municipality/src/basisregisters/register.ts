import type { Remembered } from '../remembered.ts';
import { LINKED } from '../representation.ts';
import type { SystemApp } from '../system.ts';
import type { Page } from '../town/types.ts';
import { document, invalid, notFound, readOnly, represent } from './answer.ts';
import { nextOf, type Paging, pagingOf, type Query, queryOf, wrongNumbers } from './query.ts';

/** Some of the records of a register, to be walked or counted. */
export interface Selected<T> {
  page(paging: Paging): Page<T>;
  total(): number;
}

/** One register of v2: a list that can be narrowed and walked, and a detail of each. Its list may know less of each (`L`). */
export interface Register<T, L = T> {
  /** Its list's address, `https://…/v2/gebouwen`. */
  readonly url: string;
  /** What the list calls its items. */
  readonly items: string;
  /** Addresses of the JSON-LD contexts. */
  readonly contexts: { readonly list: string; readonly detail: string };
  /** In the type of a problem: `building`; and what its detail says of an unknown id. */
  readonly kind: string;
  readonly unknown: string;
  /** Parameters that are whole numbers, besides offset and limit. */
  readonly numbers?: readonly string[];
  /** Those that a query asks for. */
  select(query: Query): Selected<L>;
  byId(id: string): T | undefined;
  /** An item of the list, as JSON. */
  writeItem(one: L): string;
  toDetail(one: T): object;
}

/**
 * Adds the routes of a register: list, total, detail, and 405 for all that would write. Lists are remembered: a detail is made
 * faster than kept.
 */
export function serveRegister<T, L = T>(app: SystemApp, remembered: Remembered, register: Register<T, L>): void {
  app.get('/', (c) => {
    const query = queryOf(c);
    const paging = pagingOf(c, query, register.numbers);
    if (paging instanceof Response) return paging;
    const text = remembered.of(c.req.url, () => {
      const { items, more } = register.select(query).page(paging);
      let list = '';
      for (const one of items) list += (list === '' ? '' : ',') + register.writeItem(one);
      const next = more ? `,"volgende":${JSON.stringify(nextOf(c, register.url, paging))}` : '';
      return `{"@context":${JSON.stringify(register.contexts.list)},"${register.items}":[${list}]${next}}`;
    });
    return represent(c, LINKED, text);
  });

  app.get('/totaal-aantal', (c) => {
    const query = queryOf(c);
    const wrong = wrongNumbers(query, register.numbers ?? []);
    return wrong.length > 0 ? invalid(c, wrong) : document(c, { totaalAantal: register.select(query).total() });
  });

  app.get('/:objectId', (c) => {
    const one = register.byId(c.req.param('objectId'));
    return one === undefined
      ? notFound(c, register.kind, register.unknown)
      : document(c, { '@context': register.contexts.detail, ...register.toDetail(one) });
  });

  app.notFound(readOnly);
}

/** All of a short list. */
export const selectedOf = <T>(all: readonly T[]): Selected<T> => ({
  page: ({ offset, limit }) => ({ items: all.slice(offset, offset + limit), more: all.length > offset + limit }),
  total: () => all.length,
});

/** Of one of the town's books, what a filter leaves. */
export const selectedIn = <T, F>(
  book: { page(offset: number, limit: number, filter: F): Page<T>; total(filter: F): number },
  filter: F,
): Selected<T> => ({
  page: ({ offset, limit }) => book.page(offset, limit, filter),
  total: () => book.total(filter),
});
