import type { Enterprise } from '../../town/organisations/organisations.ts';
import type { Person, Town } from '../../town/types.ts';

/** Who logs in: a resident, for itself or for an enterprise in which it has a mandate (an economic user, in the words of ACM/IDM). */
export interface Persona {
  readonly person: Person;
  readonly enterprise: Enterprise | undefined;
}

/** `p-123`, or `p-123@1980000028` for who acts for an enterprise: the id of its account. */
export const accountOf = ({ person, enterprise }: Persona): string =>
  enterprise === undefined ? person.id : `${person.id}@${enterprise.number}`;

/** Id of the resident of an account. */
export const residentOf = (account: string): string => account.split('@')[0] ?? '';

/** By the town's own id or by INSZ, with or without punctuation; after an `@` the KBO number. Undefined without such a mandate. */
export function personaOf(town: Town, typed: string): Persona | undefined {
  const [who = '', number, ...rest] = typed.trim().split('@');
  const digits = who.replaceAll(/[\s.-]/g, '');
  const person = /^\d{11}$/.test(digits) ? town.people.byInsz(digits) : town.people.byId(who.trim().toLowerCase());
  if (person === undefined || rest.length > 0) return undefined;
  if (number === undefined) return { person, enterprise: undefined };
  const enterprise = town.enterprises.byNumber(number.replaceAll(/[\s.]/g, ''));
  const acts =
    enterprise?.stopped === null &&
    (enterprise.person === person.id || enterprise.mandates.some((mandate) => mandate.person === person.id));
  return acts ? { person, enterprise } : undefined;
}
