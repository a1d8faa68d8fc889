import type { Town } from '@proeftuin/municipality/town/types';

import { baseAt, type Prepared } from './prepare.ts';
import { shown } from './view.ts';

/** Edge cases of which one resident is named at the start; any of them logs in. */
const TAGS = [
  'diacritics',
  'apostrophe',
  'long-name',
  'no-given-name',
  'bis-number',
  'box-number',
  'guardian',
  'protected-address',
  'household-of-eleven',
  'civil-servant',
];

export interface Named {
  readonly id: string;
  readonly insz: string;
  readonly name: string;
  readonly tag: string;
}

/** Ten residents, each with what makes software fail. */
export const personasOf = ({ people }: Pick<Town, 'people'>): Named[] =>
  TAGS.map((tag) => {
    // One who has this edge case alone, where there is one.
    const [person] = people
      .select({ tag }, people.tags().get(tag) ?? 1)
      .sort((a, b) => a.tags.length - b.tags.length || a.index - b.index);
    if (person === undefined) throw new Error(`nobody is ${tag}`);
    const { id, insz, givenName, familyName } = person;
    return { id, insz, name: `${givenName} ${familyName}`.trim(), tag };
  });

export interface Started {
  readonly port: number;
  readonly town: Pick<Town, 'people' | 'profile' | 'seed' | 'date'>;
  readonly hosts: readonly string[];
  readonly prepared: Prepared;
}

const addressOf = (port: number, host: string, { ca }: Prepared): string =>
  `http${ca === undefined ? '' : 's'}://${host}.${baseAt(port)}`;

/** What a developer needs to begin: addresses, credentials, people. */
export function welcome({ port, town, hosts, prepared }: Started): string {
  const { service, origin, ca, municipality, token, registers, notes } = prepared;
  const www = addressOf(port, 'www', prepared);
  const clients = municipality.clients.map(
    ({ clientId, clientSecret, redirectUris }) =>
      `${clientId}, ${clientSecret === '' ? 'signs (private_key_jwt)' : `secret ${clientSecret}`}, back to ${redirectUris.join(', ')}`,
  );
  const rows: [string, string[]][] = [
    ['town', [`${town.profile}, seed ${town.seed}, ${town.people.count} residents on ${town.date}`]],
    ['systems', [`${www}/ lists each with calls that work`]],
    ['residents', [`${www}/inwoners`]],
    ['hosts', hosts.map((host) => addressOf(port, host, prepared))],
    ['authority', ca === undefined ? [] : [ca]],
    ['service', [`${service} at ${origin}`]],
    ['client', clients],
    ['token', [`${token}, for ${registers.join(', ') || 'no register: none is declared'}`]],
    [
      'personas',
      personasOf(town).map(
        ({ id, insz, name, tag }) => `${id.padEnd(9)} ${insz}  ${tag.padEnd(20)} ${shown(name, 40)}`,
      ),
    ],
    ['note', [...notes]],
  ];
  return rows
    .flatMap(([title, lines]) => lines.map((line, n) => `${(n === 0 ? title : '').padEnd(10)} ${line}`.trimEnd()))
    .join('\n');
}

/** The same as the first event of `--json`. */
export function readyEvent({ port, town, hosts, prepared }: Started): string {
  const { service, origin, municipality, token, registers, printed, notes } = prepared;
  return JSON.stringify({
    event: 'ready',
    port,
    town: { profile: town.profile, seed: town.seed, date: town.date, residents: town.people.count },
    hosts: hosts.map((host) => addressOf(port, host, prepared)),
    service: { name: service, origin },
    clients: municipality.clients.map(({ clientId, clientSecret, redirectUris }) => ({
      clientId,
      clientSecret,
      redirectUris,
    })),
    token,
    registers,
    variables: printed,
    personas: personasOf(town),
    notes,
  });
}
