import { fullAddress } from '@proeftuin/contract/address';
import type { Association } from '../../town/organisations/organisations.ts';
import type { Person } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';

/** Names of the fields and their `@type`s are those of the public API (Informatievlaanderen/association-registry). */
const TYPE = {
  VZW: { '@type': 'regorg:RegisteredOrganization', code: 'VZW', naam: 'Vereniging zonder winstoogmerk' },
  FV: { '@type': 'fei:FeitelijkeVerenigingen', code: 'FV', naam: 'Feitelijke vereniging' },
} as const;

const id = (prefix: string, ...values: string[]): string => `${prefix}:${uuidOf(`${prefix}\n${values.join('-')}`)}`;

const key = (vCode: string, bron: string, codeerSysteem: string, waarde: string): object => ({
  '@id': id('identificatoren', vCode, bron),
  '@type': 'adms:Identifier',
  bron,
  waarde,
  codeerSysteem,
  gestructureerdeIdentificator: {
    '@id': id('ges', vCode, bron),
    '@type': 'generiek:GestructureerdeIdentificator',
    nummer: waarde,
  },
});

const site = (a: Association): Record<string, unknown> => ({
  '@id': id('loc', a.vCode, '1'),
  '@type': 'org:Site',
  locatietype: a.type === 'VZW' ? 'Maatschappelijke zetel volgens KBO' : 'Correspondentie',
  isPrimair: true,
  adresvoorstelling: `${fullAddress(a.location)}, België`,
  naam: '',
});

const common = (a: Association): object => {
  const { code, naam } = TYPE[a.type];
  return {
    '@type': TYPE[a.type]['@type'],
    vCode: a.vCode,
    verenigingstype: { code, naam },
    naam: a.name,
    korteNaam: a.shortName,
    korteBeschrijving: a.description,
    doelgroep: {
      '@id': id('doel', a.vCode),
      '@type': 'verenigingen_ext:Doelgroep',
      minimumleeftijd: a.ages[0],
      maximumleeftijd: a.ages[1],
    },
    hoofdactiviteitenVerenigingsloket: a.activities.map((activity) => ({
      '@id': id('act', activity.code),
      '@type': 'skos:Concept',
      code: activity.code,
      naam: activity.name,
    })),
    werkingsgebieden: [{ '@id': id('wg', a.area.code), '@type': 'skos:Concept', code: a.area.code, naam: a.area.name }],
    sleutels: [
      ...(a.number === null ? [] : [key(a.vCode, 'KBO', 'KBO nummer', a.number)]),
      key(a.vCode, 'Verenigingsregister', 'Vcode', a.vCode),
    ],
    relaties: [],
  };
};

export const toItem = (a: Association, base: string): object => ({
  ...common(a),
  locaties: [{ ...site(a), postcode: a.location.postalCode, gemeente: a.location.municipality }],
  links: { detail: `${base}/verenigingen/${a.vCode}` },
});

export const toDetail = (a: Association): object => ({
  vereniging: {
    ...common(a),
    startdatum: a.start,
    status: 'Actief',
    contactgegevens: [
      {
        '@id': id('cont', a.vCode, '1'),
        '@type': 'schema:ContactPoint',
        contactgegeventype: 'E-mail',
        waarde: a.email,
        beschrijving: '',
        isPrimair: true,
      },
    ],
    locaties: [
      {
        ...site(a),
        adres: {
          '@id': id('adressen', a.vCode, '1'),
          '@type': 'locn:Address',
          straatnaam: a.location.street,
          huisnummer: a.location.houseNumber,
          busnummer: a.location.box === '' ? null : a.location.box,
          postcode: a.location.postalCode,
          gemeente: a.location.municipality,
          land: 'België',
        },
        adresId: { broncode: 'AR', bronwaarde: a.location.uri },
      },
    ],
    lidmaatschappen: [],
  },
  metadata: { datumLaatsteAanpassing: a.changed },
});

/** Groups of fields of a person that a membership tells, for the accounting. */
export const PERSON_FIELDS = ['insz', 'naam', 'lidmaatschap'] as const;

export const toPerson = (a: Association, p: Person, more: object): object => ({
  '@id': id('persoon', a.vCode, p.id),
  '@type': 'person:Person',
  insz: p.insz,
  voornaam: p.givenName,
  achternaam: p.familyName,
  ...more,
});
