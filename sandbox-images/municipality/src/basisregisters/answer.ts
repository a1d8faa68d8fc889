import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { negotiate } from '../negotiate.ts';
import { problem } from '../problem.ts';

/** What all base registers v2 have in common: content negotiation, ETag, paging, problems. Field names as in their API. */
export const HOST = 'basisregisters';

const TITLE = 'Er heeft zich een fout voorgedaan!';
const URN = 'urn:be.vlaanderen.basisregisters.api';

const fault = (c: Context, status: 400 | 404 | 406, type: string, detail: string): Response =>
  problem(c, status, `${URN}:${type}`, TITLE, detail, {
    instance: `${new URL(c.req.url).origin}/v2/foutmeldingen/${createHash('sha256').update(c.req.url).digest('hex').slice(0, 32)}`,
  });

export const notFound = (c: Context, kind: string, detail: string): Response =>
  fault(c, 404, `${kind}:not-found`, detail);

const TYPES = ['application/ld+json', 'application/json'] as const;

/** Answers with a document in the type that was asked, its ETag, or 304. */
export function document(c: Context, body: object): Response {
  const type = negotiate(c.req.header('accept'), TYPES);
  if (type === undefined) {
    return fault(c, 406, 'not-acceptable', 'Het gevraagde formaat is niet beschikbaar. Vraag application/ld+json.');
  }
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
const MOST = 500;

/** `offset` and `limit` (100, at most 500), or the answer that says what is wrong. */
export function pagingOf(c: Context): Paging | Response {
  const read = (name: string, fallback: number): number => {
    const text = c.req.query(name);
    return text === undefined ? fallback : /^\d{1,9}$/.test(text) ? Number(text) : -1;
  };
  const offset = read('offset', 0);
  const limit = read('limit', 100);
  if (offset < 0) return fault(c, 400, 'validation', "De waarde van 'offset' moet een geheel getal zijn, 0 of groter.");
  if (limit < 1 || limit > MOST)
    return fault(c, 400, 'validation', `De waarde van 'limit' moet tussen 1 en ${MOST} liggen.`);
  return { offset, limit };
}

/** Address of the next page: all that was asked, with another offset. */
export function nextOf(c: Context, url: string, { offset, limit }: Paging): string {
  const query = new URLSearchParams(Object.entries(c.req.query()));
  query.set('offset', String(offset + limit));
  query.set('limit', String(limit));
  return `${url}?${query}`;
}

/** A list answer: `volgende` only when there is more. */
export function listed(
  c: Context,
  context: string,
  name: string,
  items: readonly object[],
  next: string | undefined,
): Response {
  return document(c, { '@context': context, [name]: items, ...(next === undefined ? {} : { volgende: next }) });
}

export const identifier = (kind: string, objectId: string, versieId: string): object => ({
  id: `https://data.vlaanderen.be/id/${kind}/${objectId}`,
  naamruimte: `https://data.vlaanderen.be/id/${kind}`,
  objectId,
  versieId,
});

export const named = (spelling: string, taal = 'nl'): object => ({ geografischeNaam: { spelling, taal } });
