import { createHash } from 'node:crypto';
import * as z from 'zod';
import { isDate } from '../../town/numbers/days.ts';
import type { Address, Person, Town } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';

/** A report of a move (aangifte van verhuizing). */
export const moveSchema = z.strictObject({
  insz: z
    .array(z.string().regex(/^\d{11}$/, 'elf cijfers'))
    .min(1)
    .max(30),
  /** URI or objectId of the new address. */
  adres: z.string().max(200),
  datum: z.string().refine(isDate, 'JJJJ-MM-DD'),
});
export type Move = z.infer<typeof moveSchema>;

export interface Report {
  readonly id: string;
  readonly service: string;
  readonly personen: readonly string[];
  readonly adres: string;
  readonly datum: string;
  readonly ontvangen: string;
}

const KEY = 'aangifte-sleutel';
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const content = (move: Move): string => digest(JSON.stringify([[...move.insz].sort(), move.adres, move.datum]));

export const addressOf = (town: Town, text: string): Address | undefined =>
  town.addresses.byId(text.replace(/^https:\/\/data\.vlaanderen\.be\/id\/adres\//, ''));

/** What an idempotency key was used for: the report's id, and whether the content is the same. */
export function earlier(
  town: Town,
  service: string,
  key: string,
  move: Move,
): { id: string; same: boolean } | undefined {
  const kept = town.happened.read(`${service}/${digest(key)}`, KEY);
  const [id = '', hash = ''] = kept?.split(' ') ?? [];
  return kept === undefined ? undefined : { id, same: hash === content(move) };
}

/**
 * Takes a report: keeps it as a record of its own and moves the persons. Without a key a second equal report is a second
 * record: that a service sent twice shows in the diff.
 */
export function register(
  town: Town,
  service: string,
  move: Move,
  persons: readonly Person[],
  address: Address,
  at: string,
  key: string | undefined,
): Report {
  const report: Report = {
    id: uuidOf('verhuizing', service, town.happened.cut()),
    service,
    personen: persons.map(({ id }) => id),
    adres: address.id,
    datum: move.datum,
    ontvangen: at,
  };
  town.happened.write('personen', `verhuizing/${report.id}`, 'aangifte', '', JSON.stringify(report));
  if (key !== undefined)
    town.happened.write('personen', `${service}/${digest(key)}`, KEY, '', `${report.id} ${content(move)}`);
  town.move('personen', report.personen, address.id, move.datum);
  return report;
}

export const reportOf = (town: Town, id: string): Report | undefined => {
  const text = town.happened.read(`verhuizing/${id}`, 'aangifte');
  return text === undefined ? undefined : (JSON.parse(text) as Report);
};
