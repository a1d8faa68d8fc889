import type { SystemApp } from '../system.ts';
import type { Page } from '../town/types.ts';
import { document, notFound, readOnly } from './answer.ts';
import { nextOf, type Paging, pagingOf, type Query, queryOf } from './query.ts';

/** One register of v2: a list that can be narrowed and walked, and a detail of each. */
export interface Register<T> {
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
  page(query: Query, paging: Paging): Page<T>;
  byId(id: string): T | undefined;
  toItem(one: T): object;
  toDetail(one: T): object;
}

/** Adds the routes of a register: list, detail, and 405 for all that would write. */
export function serveRegister<T>(app: SystemApp, register: Register<T>): void {
  app.get('/', (c) => {
    const query = queryOf(c);
    const paging = pagingOf(c, query, register.numbers);
    if (paging instanceof Response) return paging;
    const { items, more } = register.page(query, paging);
    return document(c, {
      '@context': register.contexts.list,
      [register.items]: items.map((one) => register.toItem(one)),
      ...(more ? { volgende: nextOf(c, register.url, paging) } : {}),
    });
  });

  app.get('/:objectId', (c) => {
    const one = register.byId(c.req.param('objectId'));
    return one === undefined
      ? notFound(c, register.kind, register.unknown)
      : document(c, { '@context': register.contexts.detail, ...register.toDetail(one) });
  });

  readOnly(app);
}

/** A page of what is listed whole. */
export const pageOfAll = <T>(all: readonly T[], { offset, limit }: Paging): Page<T> => ({
  items: all.slice(offset, offset + limit),
  more: all.length > offset + limit,
});
