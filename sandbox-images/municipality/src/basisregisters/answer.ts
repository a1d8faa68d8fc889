import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { linked, type Paging, readPaging } from '../linked-data.ts';
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

/** Answers with a document in the type that was asked, its ETag, 304, or 406. */
export const document = (c: Context, body: object): Response =>
  linked(c, body) ??
  fault(c, 406, 'not-acceptable', 'Het gevraagde formaat is niet beschikbaar. Vraag application/ld+json.');

const MOST = 500;

/** `offset` and `limit` (100, at most 500), or the answer that says what is wrong. */
export function pagingOf(c: Context): Paging | Response {
  const { offset, limit = 0 } = readPaging(c, 100);
  if (offset === undefined)
    return fault(c, 400, 'validation', "De waarde van 'offset' moet een geheel getal zijn, 0 of groter.");
  if (limit < 1 || limit > MOST)
    return fault(c, 400, 'validation', `De waarde van 'limit' moet tussen 1 en ${MOST} liggen.`);
  return { offset, limit };
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
