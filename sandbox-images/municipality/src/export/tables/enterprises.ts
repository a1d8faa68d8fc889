import type { Enterprise, Establishment, Mandate } from '../../town/organisations/organisations.ts';
import { col, group, itself, numbers, tableOf } from '../table.ts';

const day = { unit: 'YYYY-MM-DD' } as const;
const NUMBER = { source: 'Check digits by the rule of the KBO, in a range that it has not given out' } as const;

const enterprises = tableOf<Enterprise, Enterprise>({
  name: 'enterprises',
  meaning: 'Enterprises: companies, associations with legal personality, persons who trade',
  kind: 'GeregistreerdeOrganisatie',
  key: ['number'],
  iri: (number) => `https://data.vlaanderen.be/id/organisatie/${number}`,
  rows: itself,
  columns: [
    col('number', 'text', 'ondernemingsnummer', 'rule', (e) => e.number, 'Number', NUMBER),
    col('kind', 'text', 'rechtspersoonlijkheid', 'assumption', (e) => e.kind, 'Kind', {
      codes: { natural: 'a person', legal: 'a legal person' },
    }),
    col('name', 'text', 'wettelijkeNaam', 'assumption', (e) => e.name, 'Name', { indexed: true }),
    col('form', 'text', 'rechtsvormcode', 'real', (e) => e.form?.code ?? null, 'Code of its legal form', {
      nullable: true,
      source: 'Code list of the KBO',
    }),
    col('form_name', 'text', 'rechtsvorm', 'real', (e) => e.form?.name ?? null, 'Its name, Dutch', { nullable: true }),
    col('activity', 'text', 'activiteitcode', 'assumption', (e) => e.activity.code, 'Main activity, NACE-BEL 2025', {
      indexed: true,
      source: 'Codes of Statbel; how often each occurs is chosen by the lab',
    }),
    col('activity_name', 'text', 'activiteit', 'assumption', (e) => e.activity.title, 'In own words, Dutch'),
    col('start', 'text', 'startdatum', 'assumption', (e) => e.start, 'Since when', day),
    col('stopped', 'text', 'einddatum', 'assumption', (e) => e.stopped, 'When it stopped', { ...day, nullable: true }),
    col('situation', 'text', 'rechtstoestand', 'assumption', (e) => e.situation, 'Legal situation', {
      codes: {
        'Normale toestand': 'normal',
        'Opening faillissement': 'bankrupt',
        'Vervroegde ontbinding - vereffening': 'being wound up',
        Stopzetting: 'stopped',
      },
    }),
    col('seat', 'integer', 'zetel', 'assumption', (e) => Number(e.seat.id), 'Address of its seat', {
      references: 'addresses.id',
    }),
    col(
      'person',
      'integer',
      'persoon',
      'rule',
      (e) => (e.person === null ? null : Number(e.person.slice(2))),
      'Person who trades',
      { nullable: true, references: 'persons.id' },
    ),
    col('association', 'text', 'vereniging', 'rule', (e) => e.vCode, 'Association that it is', {
      nullable: true,
      references: 'associations.vcode',
    }),
  ],
});

type Site = Establishment & { readonly enterprise: string };

const establishments = tableOf<Enterprise, Site>({
  name: 'establishments',
  meaning: 'Establishments of enterprises',
  kind: 'Vestiging',
  key: ['number'],
  iri: (number) => `https://data.vlaanderen.be/id/vestiging/${number}`,
  rows: (e) => e.establishments.map((site) => ({ ...site, enterprise: e.number })),
  columns: [
    col('number', 'text', 'vestigingsnummer', 'rule', (s) => s.number, 'Number', NUMBER),
    col('enterprise', 'text', 'onderneming', 'rule', (s) => s.enterprise, 'Enterprise', {
      references: 'enterprises.number',
    }),
    col('name', 'text', 'voorkeursnaam', 'rule', (s) => s.name, 'Name'),
    col('address', 'integer', 'adres', 'assumption', (s) => Number(s.address.id), 'Address', {
      references: 'addresses.id',
    }),
    col('start', 'text', 'startdatum', 'rule', (s) => s.since, 'Since when', day),
    col('stopped', 'text', 'einddatum', 'rule', (s) => s.until, 'Until when', { ...day, nullable: true }),
  ],
});

type Held = Mandate & { readonly enterprise: string };

const mandates = tableOf<Enterprise, Held>({
  name: 'mandates',
  meaning: 'Who acts for an enterprise',
  kind: 'Lidmaatschap',
  key: ['enterprise', 'person'],
  rows: (e) => e.mandates.map((mandate) => ({ ...mandate, enterprise: e.number })),
  columns: [
    col('enterprise', 'text', 'organisatie', 'assumption', (m) => m.enterprise, 'Enterprise', {
      references: 'enterprises.number',
    }),
    col('person', 'integer', 'lid', 'assumption', (m) => Number(m.person.slice(2)), 'Person', {
      references: 'persons.id',
    }),
    col('role', 'text', 'rol', 'assumption', (m) => m.role, 'As what, Dutch'),
    col('start', 'text', 'startdatum', 'assumption', (m) => m.since, 'Since when', day),
    col('stopped', 'text', 'einddatum', 'rule', (m) => m.until, 'Until when', { ...day, nullable: true }),
  ],
});

export default [
  group(
    function* ({ enterprises: all }) {
      for (const i of numbers(all.count)) yield all.byIndex(i);
    },
    enterprises,
    establishments,
    mandates,
  ),
];
