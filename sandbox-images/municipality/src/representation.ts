import { crc32 } from 'node:zlib';
import type { Context } from 'hono';

/**
 * The media type to answer in: of those that we have (best first), the one that the caller's Accept header likes most;
 * undefined when it takes none (406). RFC 9110, 12.5.1: a more specific range says more than a wider one.
 */
export function negotiate<T extends string>(accept: string | undefined, types: readonly T[]): T | undefined {
  // Most callers name one type, and nothing else.
  const named = types.find((type) => type === accept);
  if (named !== undefined) return named;
  const ranges = (accept === undefined || accept.trim() === '' ? '*/*' : accept).split(',').map((part) => {
    const [range = '', ...params] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const q = params.find((p) => p.startsWith('q='));
    return { range, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const liking = (type: T): number => {
    const wide = `${type.split('/')[0]}/*`;
    const found =
      ranges.find(({ range }) => range === type) ??
      ranges.find(({ range }) => range === wide) ??
      ranges.find(({ range }) => range === '*/*');
    return found?.q ?? 0;
  };
  const best = types.map((type) => ({ type, q: liking(type) })).reduce((a, b) => (b.q > a.q ? b : a));
  return best.q > 0 ? best.type : undefined;
}

/** Answers with JSON. Not by Hono's c.json: the server writes a plain record of headers at once, and a Headers object one by one. */
export const json = (body: unknown): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

/** What linked data is answered as, best first. */
export const LINKED = ['application/ld+json', 'application/json'] as const;

/** Tells versions of a document from each other; nobody is to be kept from making two of the same. */
const tagOf = (type: string, text: string): string =>
  `"${crc32(text, crc32(type)).toString(36)}-${text.length.toString(36)}"`;

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}

/**
 * Answers with a text of this type and its ETag, or 304 to a caller who has it already (RFC 9110, 13.1.2). `more` is laid
 * over the headers.
 */
export function represented(
  c: Context,
  text: string,
  type: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const etag = tagOf(type, text);
  const headers = { 'cache-control': 'no-cache', etag, vary: 'accept', ...more };
  if (isKnown(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  // Not by Hono's c.body: the server writes a plain record of headers at once, and a Headers object one by one.
  return new Response(text, { headers: { ...headers, 'content-type': `${type}; charset=utf-8` } });
}
