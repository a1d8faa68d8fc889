import { Dice, stream, weighted } from '../../town/chance/dice.ts';
import type { Person, Town } from '../../town/types.ts';

/** How somebody wants to hear from the government. `geen`: no digital messages at all. */
export const CHANNELS = ['ebox', 'email', 'post', 'geen'] as const;
export type Channel = (typeof CHANNELS)[number];
export const isChannel = (text: string): text is Channel => CHANNELS.some((channel) => channel === text);

const WHAT = 'kanaal';
const DRAWN = stream('burgerprofiel.kanaal');
/** Assumed: no figure of who chose what is published. */
const TABLE = weighted<Channel>([
  ['ebox', 45],
  ['email', 35],
  ['post', 20],
]);

/** What somebody chose, and otherwise what was drawn. Who refused consent gets nothing digital. */
export function channelOf(town: Town, person: Person): Channel {
  const chosen = town.happened.read(person.id, WHAT);
  if (chosen !== undefined && isChannel(chosen)) return chosen;
  return person.consentRefused ? 'geen' : new Dice(town.seed).pick(DRAWN, person.index, TABLE);
}

/** A citizen chooses at Mijn Burgerprofiel. False when that changes nothing. */
export function choose(town: Town, person: Person, channel: Channel): boolean {
  const before = channelOf(town, person);
  if (before === channel) return false;
  town.happened.write('burgerprofiel', person.id, WHAT, before, channel);
  return true;
}

/** Groups of fields that a service may ask for with `velden`; each is accounted for by its name. */
const FIELDS = {
  taal: (_: Town, p: Person) => p.language,
  voorkeur: (town: Town, p: Person) => ({ kanaal: channelOf(town, p) }),
  // A domain that RFC 2606 keeps free: mail to it goes nowhere.
  contact: (town: Town, p: Person) => (channelOf(town, p) === 'geen' ? null : { email: `${p.id}@burger.example` }),
} as const;
export type Field = keyof typeof FIELDS;
export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);
export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name);

export const profileOf = (town: Town, person: Person, fields: readonly Field[]): Record<string, unknown> => ({
  insz: person.insz,
  ...Object.fromEntries(fields.map((field) => [field, FIELDS[field](town, person)])),
});
