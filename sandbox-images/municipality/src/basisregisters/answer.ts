import { createHash } from 'node:crypto';
import type { Context, NotFoundHandler } from 'hono';
import { nowhere, problem } from '../problem.ts';
import { LINKED, negotiate, represented } from '../representation.ts';

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
  return represented(c, text, type, more);
}

/** A document of the v2 registers. */
export const document = (c: Context, body: object): Response => represent(c, LINKED, JSON.stringify(body));

/** For what no route answers: nothing is written here, so that other methods get 405, whatever the path. */
export const readOnly: NotFoundHandler = (c) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return nowhere(c);
  const answer = fault(c, 405, 'method-not-allowed', `${c.req.method} is hier niet mogelijk.`);
  answer.headers.set('allow', 'GET, HEAD');
  return answer;
};

export const identifier = (kind: string, objectId: string, versieId: string): object => ({
  id: `https://data.vlaanderen.be/id/${kind}/${objectId}`,
  naamruimte: `https://data.vlaanderen.be/id/${kind}`,
  objectId,
  versieId,
});

export const named = (spelling: string, taal = 'nl'): object => ({ geografischeNaam: { spelling, taal } });
