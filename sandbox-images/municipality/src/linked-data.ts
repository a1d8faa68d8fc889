import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** What every API that answers in linked data has in common: content negotiation, ETag, paging, ids. */
const TYPES = ['application/ld+json', 'application/json'] as const;
type Type = (typeof TYPES)[number];

/** The media type to answer in; undefined when the caller takes none of ours (406). */
function negotiate(accept: string | undefined): Type | undefined {
  const ranges = (accept === undefined || accept.trim() === '' ? '*/*' : accept)
    .split(',')
    .map((part) => {
      const [range = '', ...params] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const q = params.find((p) => p.startsWith('q='));
      return { range, q: q === undefined ? 1 : Number(q.slice(2)) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { range } of ranges) {
    const found = TYPES.find((t) => range === t || range === '*/*' || range === 'application/*');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Answers with a document in the type that was asked, its ETag, or 304; undefined when no type suits the caller. */
export function linked(c: Context, body: object): Response | undefined {
  const type = negotiate(c.req.header('accept'));
  if (type === undefined) return undefined;
  const text = JSON.stringify(body);
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { etag, vary: 'accept', 'cache-control': 'no-cache' };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': `${type}; charset=utf-8` });
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

/** A UUID (version 8, RFC 9562) that is the same for the same text. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
