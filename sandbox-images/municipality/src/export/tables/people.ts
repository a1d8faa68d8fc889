import { col, group, itself, tableOf } from '../table.ts';
import { HOUSEHOLD_TYPES, type Household, householdsOf, type Resident, residents } from './resident.ts';

const STATBEL = 'Statbel / Statistiek Vlaanderen (data/facts.json)';
const day = { unit: 'YYYY-MM-DD' } as const;

const households = tableOf<Household, Household>({
  name: 'households',
  meaning: 'Households: who live together at one address',
  kind: 'Gezin',
  key: ['id'],
  iri: (id) => `urn:be.vlavirgem:gezin:${id}`,
  rows: itself,
  columns: [
    col('id', 'integer', 'identificator', 'rule', (h) => h.id, 'Number; `h-<id>` elsewhere in the lab'),
    col('address', 'integer', 'gezinsadres', 'assumption', (h) => h.address, 'Where it lives', {
      nullable: true,
      references: 'addresses.id',
    }),
    col('type', 'text', 'gezinstype', 'synthetic', (h) => h.type, 'Type of household', {
      codes: HOUSEHOLD_TYPES,
      source: `${STATBEL}: types of 2021; the rest shared out by the lab`,
    }),
    col('size', 'integer', 'aantalLeden', 'synthetic', (h) => h.size, 'Members', {
      unit: 'persons',
      source: `${STATBEL}: mean of 2024`,
    }),
    col('reference', 'integer', 'referentiepersoon', 'rule', (h) => h.reference, 'Person of reference', {
      references: 'persons.id',
    }),
  ],
});

const persons = tableOf<Resident, Resident>({
  name: 'persons',
  meaning: 'Residents, nobody real; the edge-case catalogue stands at the end',
  kind: 'Persoon',
  key: ['id'],
  iri: (id) => `urn:be.vlavirgem:persoon:${id}`,
  rows: itself,
  columns: [
    col('id', 'integer', 'identificator', 'rule', (p) => p.id, 'Number; `p-<id>` elsewhere in the lab'),
    col(
      'insz',
      'text',
      'registratie',
      'rule',
      (p) => p.insz,
      'INSZ with valid check digits; fictitious months are 61–72',
      {
        unique: true,
        source: 'Rule of the national register; fictitious months as MAGDA’s public mock has them',
      },
    ),
    col('given_name', 'text', 'voornaam', 'synthetic', (p) => p.givenName, 'Given name; empty where there is none', {
      source:
        'Most frequent of Flanders 2017, of children after Statbel 2021; others by cohort of birth and origin, chosen by the lab',
    }),
    col('family_name', 'text', 'achternaam', 'synthetic', (p) => p.familyName, 'Family name', {
      indexed: true,
      source: 'Statbel, most family names of Flanders 2024; others chosen by the lab',
    }),
    col(
      'birth_date',
      'text',
      'geboortedatum',
      'synthetic',
      (p) => p.birthDate,
      'Date of birth; 00 where it is not known',
      {
        ...day,
        indexed: true,
        source: `${STATBEL}: ages of 2025`,
      },
    ),
    col('sex', 'text', 'geslacht', 'synthetic', (p) => p.sex, 'Sex', {
      codes: { M: 'man', V: 'woman' },
      source: `${STATBEL}: 2025, and women per 100 men from 65 and from 85`,
    }),
    col('household', 'integer', 'gezin', 'rule', (p) => p.household, 'Household', { references: 'households.id' }),
    col('role', 'text', 'gezinsrol', 'rule', (p) => p.role, 'What it is in its household', {
      codes: { reference: 'person of reference', partner: 'its partner', child: 'child', other: 'other' },
    }),
    col('parent', 'integer', 'ouder', 'rule', (p) => p.parent, 'Parent, in the same household or another of the town', {
      nullable: true,
      references: 'persons.id',
    }),
    col('second_parent', 'integer', 'tweedeOuder', 'rule', (p) => p.secondParent, 'That parent’s partner', {
      nullable: true,
      references: 'persons.id',
    }),
    col('nationality', 'text', 'nationaliteit', 'synthetic', (p) => p.nationality, 'Country of nationality, Dutch', {
      source:
        'Statistiek Vlaanderen 2024: the countries; the share of foreign residents in a profile is chosen by the lab',
    }),
    col('civil_state', 'text', 'burgerlijkeStaat', 'synthetic', (p) => p.civilState, 'Civil state', {
      codes: {
        ongehuwd: 'never married',
        gehuwd: 'married',
        gescheiden: 'divorced',
        weduwstaat: 'widowed',
        onbekend: 'not known',
      },
      source: `${STATBEL}: follows from the type of household`,
    }),
    col('language', 'text', 'taal', 'assumption', (p) => p.language, 'Language of contact', {
      codes: { nl: 'Dutch', fr: 'French', de: 'German', en: 'English' },
    }),
    col('since', 'text', 'sinds', 'assumption', (p) => p.since, 'Since when it lives at the address', day),
    col('deceased', 'text', 'overlijdensdatum', 'assumption', (p) => p.deceased, 'Date of death', {
      ...day,
      nullable: true,
    }),
    col('emigrated', 'text', 'land', 'assumption', (p) => p.emigrated, 'Country that it left for, Dutch', {
      nullable: true,
    }),
    col(
      'protected_address',
      'boolean',
      'afgeschermd',
      'assumption',
      (p) => p.protectedAddress,
      'Its address is protected',
    ),
    col(
      'consent_refused',
      'boolean',
      'toestemmingGeweigerd',
      'assumption',
      (p) => p.consentRefused,
      'It refused consent',
    ),
    col('guardian', 'integer', 'bewindvoerder', 'assumption', (p) => p.guardian, 'Person who acts for it', {
      nullable: true,
      references: 'persons.id',
    }),
    col('civil_servant', 'boolean', 'ambtenaar', 'assumption', (p) => p.servant, 'Works for the municipality'),
    col('enterprise', 'text', 'onderneming', 'assumption', (p) => p.enterprise, 'Enterprise that it runs in person', {
      nullable: true,
      references: 'enterprises.number',
    }),
  ],
});

const tags = tableOf<Resident, readonly [person: number, tag: string]>({
  name: 'person_tags',
  meaning: 'What of a person makes software fail: tags of the edge-case catalogue',
  kind: 'Kenmerk',
  key: ['person', 'tag'],
  rows: ({ id, tags: own }) => own.map((tag) => [id, tag] as const),
  columns: [
    col('person', 'integer', 'persoon', 'rule', ([id]) => id, 'Person', { references: 'persons.id' }),
    col('tag', 'text', 'kenmerk', 'assumption', ([, tag]) => tag, 'Tag: `diacritics`, `bis-number`, `honeytoken` …', {
      indexed: true,
    }),
  ],
});

export default [group(householdsOf, households), group(residents, persons, tags)];
