import type { Context } from 'hono';
import { LINKED, negotiate, represented } from './representation.ts';

/** Answers with a document in the type that was asked, its ETag, or 304; undefined when no type suits the caller (406). */
export function linked(c: Context, body: object): Response | undefined {
  const type = negotiate(c.req.header('accept'), LINKED);
  return type === undefined ? undefined : represented(c, JSON.stringify(body), type);
}

export interface Paging {
  readonly offset: number;
  readonly limit: number;
}

/** `offset` and `limit` of the query; undefined for one that is no number. */
export function readPaging(c: Context, fallback: number): { [K in keyof Paging]: Paging[K] | undefined } {
  const read = (name: string, otherwise: number): number | undefined => {
    const text = c.req.query(name);
    return text === undefined ? otherwise : /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  return { offset: read('offset', 0), limit: read('limit', fallback) };
}

/** Address of the next page: all that was asked, with another offset. */
export function nextOf(c: Context, url: string, { offset, limit }: Paging): string {
  const query = new URLSearchParams(Object.entries(c.req.query()));
  query.set('offset', String(offset + limit));
  query.set('limit', String(limit));
  return `${url}?${query}`;
}
