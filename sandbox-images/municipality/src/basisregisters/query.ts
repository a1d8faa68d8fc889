import type { Context } from 'hono';
import { invalid, type Reason } from './answer.ts';

/** Reads one parameter of a query; names in any case, an empty one as if it were not there. */
export type Query = (name: string) => string | undefined;

export function queryOf(c: Context): Query {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(c.req.query())) {
    if (value !== '' && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), value);
  }
  return (name) => values.get(name.toLowerCase());
}

/** A value of a code list, however it is capitalised; what is not on the list stays as it is, and meets nothing. */
export const among = (known: readonly string[], value: string | undefined): string | undefined =>
  known.find((one) => one.toLowerCase() === value?.toLowerCase()) ?? value;

export interface Paging {
  readonly offset: number;
  readonly limit: number;
}
const MOST = 500;
/** The registers refuse to walk further than this. */
const FURTHEST = 1_000_000;

/** Reasons to refuse parameters that are no whole numbers of at most nine digits. */
export const wrongNumbers = (query: Query, names: readonly string[]): Reason[] =>
  names
    .filter((name) => !/^\d{1,9}$/.test(query(name) ?? '0'))
    .map((field) => ({
      field,
      reason: `De waarde '${query(field)}' is ongeldig: '${field}' moet een geheel getal zijn.`,
    }));

/** `offset` and `limit` (100, at most 500), or the answer that says what is wrong with them or with other `numbers`. */
export function pagingOf(c: Context, query: Query, numbers: readonly string[] = []): Paging | Response {
  const wrong = wrongNumbers(query, ['offset', 'limit', ...numbers]);
  const [offset, limit] = [Number(query('offset') ?? 0), Number(query('limit') ?? 100)];
  if (limit < 1 || limit > MOST) wrong.push({ field: 'limit', reason: `De limit moet tussen 1 en ${MOST} liggen.` });
  if (offset > FURTHEST)
    wrong.push({ field: 'offset', reason: `De offset is beperkt tot ${FURTHEST}, gebruik extra filters.` });
  return wrong.length > 0 ? invalid(c, wrong) : { offset, limit };
}

/** Address of the next page: all that was asked, with another offset. */
export function nextOf(c: Context, url: string, { offset, limit }: Paging): string {
  const asked = Object.entries(c.req.query()).filter(([name]) => !/^(offset|limit)$/i.test(name));
  return `${url}?${new URLSearchParams([...asked, ['offset', String(offset + limit)], ['limit', String(limit)]])}`;
}
