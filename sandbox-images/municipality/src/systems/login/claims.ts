import type { Town } from '../../town/types.ts';
import { derive } from './keys.ts';
import { accountOf, type Persona } from './persona.ts';

/** Claims of each scope, in the words of ACM/IDM: rrn is the national number, vo_* say for whom someone acts. */
export const SCOPES: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub'],
  profile: ['given_name', 'family_name', 'birthdate'],
  rrn: ['rrn'],
  vo: ['vo_id', 'vo_doelgroepcode', 'vo_doelgroepnaam', 'vo_orgcode', 'vo_orgnaam'],
};

/** One person has another `sub` at each client, always the same one there (OpenID Connect Core 8.1). The provider sets it. */
export const subjectOf = (seed: string, client: string, person: string): string =>
  derive(seed, `sub/${client}/${person}`, 24).toString('base64url');

const forEnterprise = (number: string, name: string): Record<string, string> => ({
  vo_doelgroepcode: 'EA',
  vo_doelgroepnaam: 'Economische actoren',
  vo_orgcode: number,
  vo_orgnaam: name,
});

function actsFor(town: Town, { person, enterprise }: Persona): Record<string, string> {
  if (enterprise !== undefined) return forEnterprise(enterprise.number, enterprise.name);
  const employer = town.people.worksFor(person.id);
  const government = town.municipalities.find(({ nis }) => nis === employer);
  if (government !== undefined)
    return {
      vo_doelgroepcode: 'LB',
      vo_doelgroepnaam: 'Lokale besturen',
      vo_orgcode: government.ovo,
      vo_orgnaam: `Gemeente ${government.name}`,
    };
  if (person.enterprise !== null)
    return forEnterprise(person.enterprise, `${person.givenName} ${person.familyName}`.trim());
  return { vo_doelgroepcode: 'BUR', vo_doelgroepnaam: 'Burger' };
}

/** All that the login could say of a persona; the scopes choose. A claim without a value is left out (Core 5.3.2). */
export function claimsOf(town: Town, seed: string, persona: Persona): Record<string, string> {
  const { person } = persona;
  const claims = {
    given_name: person.givenName,
    family_name: person.familyName,
    birthdate: person.birthDate,
    rrn: person.insz,
    vo_id: subjectOf(seed, 'vo', accountOf(persona)),
    ...actsFor(town, persona),
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== ''));
}
