import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { negotiate } from '../negotiate.ts';
import { problem } from '../problem.ts';
import type { SystemApp } from '../system.ts';

/** What all base registers have in common: content negotiation, ETag, problems. Field names as in their API. */
export const HOST = 'basisregisters';

const TITLE = 'Er heeft zich een fout voorgedaan!';
const URN = 'urn:be.vlaanderen.basisregisters.api';

const fault = (
  c: Context,
  status: 400 | 401 | 403 | 404 | 405 | 406,
  type: string,
  detail: string,
  more: Record<string, unknown> = {},
): Response => {
  const { origin, pathname, href } = new URL(c.req.url);
  const version = pathname.startsWith('/v3/') ? 'v3' : 'v2';
  return problem(c, status, `${URN}:${type}`, TITLE, detail, {
    ...more,
    instance: `${origin}/${version}/foutmeldingen/${createHash('sha256').update(href).digest('hex').slice(0, 32)}`,
  });
};

export const notFound = (c: Context, kind: string, detail: string): Response =>
  fault(c, 404, `${kind}:not-found`, detail);

const DENIED = {
  401: ['unauthorized', 'U bent niet geauthenticeerd om deze actie uit te voeren.'],
  403: ['forbidden', 'U beschikt niet over de correcte rechten om deze actie uit te voeren.'],
} as const;
/** To a caller whom the town does not know (401), or who did not declare the register (403). */
export function refused(c: Context, status: 401 | 403): Response {
  const [type, detail] = DENIED[status];
  return fault(c, status, type, detail);
}

/** Why a parameter is refused: `code` only where the register numbers its messages. */
export interface Reason {
  readonly field: string;
  readonly reason: string;
  readonly code?: string;
}

/** 400: what is wrong with which parameter. */
export const invalid = (c: Context, reasons: readonly Reason[]): Response =>
  fault(c, 400, 'validation', 'Validatie mislukt!', {
    validationErrors: Object.fromEntries(
      [...Map.groupBy(reasons, ({ field }) => field)].map(([field, all]) => [
        field,
        all.map(({ reason, code }) => ({ ...(code === undefined ? {} : { code }), reason })),
      ]),
    ),
  });

export const TYPES = ['application/ld+json', 'application/json'] as const;

/** Answers with text in the type that was asked (406 for none), its ETag, or 304 where the caller has it already. */
export function represent(
  c: Context,
  types: readonly string[],
  text: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const type = negotiate(c.req.header('accept'), types);
  if (type === undefined) {
    return fault(c, 406, 'not-acceptable', `Het gevraagde formaat is niet beschikbaar. Vraag ${types[0]}.`);
  }
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  const headers = { etag, vary: 'accept', 'cache-control': 'no-cache', ...more };
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, 'content-type': `${type}; charset=utf-8` });
}

/** A document of the v2 registers. */
export const document = (c: Context, body: object): Response => represent(c, TYPES, JSON.stringify(body));

/** Nothing is written here: other methods get 405, whatever the path. After all routes of an app. */
export function readOnly(app: SystemApp): void {
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', (c) => {
    const answer = fault(c, 405, 'method-not-allowed', `${c.req.method} is hier niet mogelijk.`);
    answer.headers.set('allow', 'GET, HEAD');
    return answer;
  });
}

export const identifier = (kind: string, objectId: string, versieId: string): object => ({
  id: `https://data.vlaanderen.be/id/${kind}/${objectId}`,
  naamruimte: `https://data.vlaanderen.be/id/${kind}`,
  objectId,
  versieId,
});

export const named = (spelling: string, taal = 'nl'): object => ({ geografischeNaam: { spelling, taal } });
