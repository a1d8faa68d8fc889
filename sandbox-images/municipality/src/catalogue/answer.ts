import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '../problem.ts';
import { LINKED, negotiate, represented } from '../representation.ts';

/** What the catalogues of the municipality (products, decisions, open data) have in common: reading only, open to all. */
type Refused = 400 | 404 | 405 | 406 | 410;

export const refuse = (c: Context, status: Refused, name: string, title: string, detail: string): Response =>
  problem(c, status, `urn:be.vlavirgem:${name}`, title, detail);

export const unknown = (c: Context, detail: string): Response => refuse(c, 404, 'onbekend', 'Niet gevonden', detail);

/** Refuses every method but GET and HEAD, with the ones that are allowed (RFC 9110, 15.5.6). */
export const readOnly: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const answer = refuse(c, 405, 'methode', 'Methode niet toegelaten', 'Hier kan alleen gelezen worden.');
  answer.headers.set('allow', 'GET, HEAD');
  return answer;
};

/** The media type to answer in, or the 406 that names those that there are. */
export function typeFor<T extends string>(c: Context, types: readonly T[]): T | Response {
  return (
    negotiate(c.req.header('accept'), types) ??
    refuse(c, 406, 'formaat', 'Formaat niet beschikbaar', `Vraag ${types.join(' of ')}.`)
  );
}

/** Answers with a text and its ETag, or 304. What never changes may be kept for good. */
export function send(c: Context, text: string, type: string, immutable = false): Response {
  return represented(c, text, type, {
    'access-control-allow-origin': '*',
    ...(immutable ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
  });
}

/** Answers with a JSON-LD document, in the type that was asked. */
export function sendJson(c: Context, body: object, immutable = false): Response {
  const type = typeFor(c, LINKED);
  return type instanceof Response ? type : send(c, JSON.stringify(body), type, immutable);
}

export interface Paging {
  readonly offset: number;
  readonly limit: number;
}

/** A whole number of the query within bounds, or the 400 that says what it may be. */
export function whole(
  c: Context,
  name: string,
  { fallback, least, most }: { readonly fallback: number; readonly least: number; readonly most: number },
): number | Response {
  const text = c.req.query(name);
  if (text === undefined) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most
    ? value
    : refuse(
        c,
        400,
        'ongeldig',
        'Ongeldige aanvraag',
        `'${name}' moet een geheel getal zijn van ${least} tot ${most}.`,
      );
}

/** `offset` and `limit` (100, at most 500). */
export function pagingOf(c: Context): Paging | Response {
  const offset = whole(c, 'offset', { fallback: 0, least: 0, most: 999_999_999 });
  if (offset instanceof Response) return offset;
  const limit = whole(c, 'limit', { fallback: 100, least: 1, most: 500 });
  return limit instanceof Response ? limit : { offset, limit };
}

/** One page of a list that is there as a whole, or the 404 of a page beyond its end. */
export function pageOf<T>(
  c: Context,
  all: readonly T[],
  { offset, limit }: Paging,
): { readonly items: readonly T[]; readonly next: string | undefined } | Response {
  if (offset > 0 && offset >= all.length) {
    return refuse(c, 404, 'voorbij-het-einde', 'Voorbij het einde', `Er zijn er ${all.length}.`);
  }
  const query = new URLSearchParams({ ...c.req.query(), offset: String(offset + limit), limit: String(limit) });
  const next = offset + limit < all.length ? `${new URL(c.req.url).pathname}?${query}` : undefined;
  return { items: all.slice(offset, offset + limit), next };
}

/** Text as it may stand in HTML, in elements and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
