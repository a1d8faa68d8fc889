import type { Context } from 'hono';
import type * as z from 'zod';
import dutch from 'zod/v4/locales/nl.js';
import type { Caller, Context as SystemContext } from './context.ts';
import { linked, type Paging, readPaging } from './linked-data.ts';
import { problem } from './problem.ts';
import { validInsz } from './town/numbers/insz.ts';

/** Bytes of JSON that a system takes. */
const MOST = 256 * 1024;
const MOST_ON_PAGE = 500;

const type = (name: string): string => `urn:be.vlavirgem:${name}`;
export const refuse = (
  c: Context,
  status: 400 | 401 | 403 | 404 | 406 | 409 | 410 | 413 | 415 | 422,
  name: string,
  title: string,
  detail: string,
  extra: Record<string, unknown> = {},
): Response => problem(c, status, type(name), title, detail, extra);

/** The caller, when it declared the register; otherwise the answer that says why not. */
export function authorised(c: Context, context: SystemContext, register: string): Caller | Response {
  const caller = context.client(c);
  if (caller === undefined) {
    const answer = refuse(
      c,
      401,
      'niet-aangemeld',
      'Niet aangemeld',
      'Geef een geldig token mee: Authorization: Bearer …',
    );
    answer.headers.set('www-authenticate', 'Bearer');
    return answer;
  }
  if (caller.registers.includes(register)) return caller;
  return refuse(
    c,
    403,
    'niet-gemachtigd',
    'Niet gemachtigd',
    `${caller.service} vroeg geen toegang tot ${register} aan.`,
  );
}

/** What the caller needs data of persons for (header X-Purpose), or the answer that asks for it. */
export function purposeOf(c: Context): string | Response {
  const purpose = (c.req.header('x-purpose') ?? '').trim();
  return purpose === ''
    ? refuse(c, 400, 'geen-doel', 'Geen doel', 'Zeg in de header X-Purpose waarvoor u de gegevens nodig heeft.')
    : purpose;
}

/** The INSZ of a path, or the answer that says what is wrong with it. */
export function inszOf(c: Context): string | Response {
  const insz = c.req.param('insz') ?? '';
  if (!/^\d{11}$/.test(insz))
    return refuse(c, 400, 'insz-vorm', 'Ongeldig INSZ', 'Een INSZ heeft elf cijfers, zonder leestekens.');
  return validInsz(insz)
    ? insz
    : refuse(c, 400, 'insz-controlegetal', 'Ongeldig INSZ', 'Het controlegetal klopt niet.');
}

/** `offset` and `limit` (50 unless told, at most 500), or the answer that says what is wrong. */
export function pagingOf(c: Context): Paging | Response {
  const { offset, limit = 0 } = readPaging(c, 50);
  if (offset === undefined)
    return refuse(c, 400, 'offset', 'Ongeldige paginering', 'offset is een geheel getal, 0 of groter.');
  return limit < 1 || limit > MOST_ON_PAGE
    ? refuse(c, 400, 'limit', 'Ongeldige paginering', `limit is een geheel getal van 1 tot ${MOST_ON_PAGE}.`)
    : { offset, limit };
}

/** A linked-data document with its ETag, 304, or 406. */
export const document = (c: Context, body: object): Response =>
  linked(c, body) ??
  refuse(c, 406, 'formaat', 'Formaat niet beschikbaar', 'Vraag application/ld+json of application/json.');

/** What is wrong with a field, in the language of the municipality. */
const DUTCH = dutch().localeError;

/** A JSON body of a schema, or the answer that says what is wrong: 415, 413, 400. */
export async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<{ readonly value: T } | Response> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
    return refuse(c, 415, 'mediatype', 'Mediatype niet ondersteund', 'Stuur application/json.');
  }
  if (Number(c.req.header('content-length') ?? 0) > MOST)
    return refuse(c, 413, 'te-groot', 'Te groot', `Hoogstens ${MOST} bytes.`);
  const bytes = await readUpTo(c.req.raw.body, MOST);
  if (bytes === undefined) return refuse(c, 413, 'te-groot', 'Te groot', `Hoogstens ${MOST} bytes.`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse(c, 400, 'geen-json', 'Ongeldige JSON', 'De inhoud is geen geldige JSON in UTF-8.');
  }
  const read = schema.safeParse(json, { error: DUTCH });
  if (read.success) return { value: read.data };
  const errors = read.error.issues.map(({ path, message }) => ({ veld: path.join('.'), reden: message }));
  const detail = errors.map(({ veld, reden }) => (veld === '' ? reden : `${veld}: ${reden}`)).join('; ');
  return refuse(c, 400, 'ongeldig', 'Ongeldige aanvraag', detail, { fouten: errors });
}

/** All of a stream, or undefined past `most` bytes: what comes after is not read. */
export async function readUpTo(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (body === null) return new Uint8Array();
  for await (const part of body) {
    size += part.byteLength;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
