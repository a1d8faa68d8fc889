import type { AssociationActivity } from '../../data/associations.ts';
import type { Association, Mandate } from '../../town/organisations/organisations.ts';
import { col, group, itself, type Made, numbers, tableOf } from '../table.ts';

const day = { unit: 'YYYY-MM-DD' } as const;
const ofAssociation = { references: 'associations.vcode' } as const;
const ofPerson = { references: 'persons.id' } as const;

interface Whole extends Association {
  readonly board: readonly Mandate[];
  readonly all: readonly string[];
}

function* associationsOf({ associations: register }: Made): Generator<Whole> {
  for (const i of numbers(register.count))
    yield { ...register.byIndex(i), board: register.representatives(i), all: register.members(i) };
}

const associations = tableOf<Whole, Whole>({
  name: 'associations',
  meaning: 'Associations',
  kind: 'Vereniging',
  key: ['vcode'],
  iri: (vcode) => `https://data.vlaanderen.be/id/verenigingen/${vcode}`,
  rows: itself,
  columns: [
    col('vcode', 'text', 'vCode', 'rule', (a) => a.vCode, 'Code in the register, above any that it gave out'),
    col('type', 'text', 'verenigingstype', 'assumption', (a) => a.type, 'Type', {
      codes: { VZW: 'with legal personality', FV: 'without' },
    }),
    col('name', 'text', 'naam', 'assumption', (a) => a.name, 'Name', { indexed: true }),
    col('short_name', 'text', 'korteNaam', 'rule', (a) => a.shortName, 'Its capitals'),
    col('description', 'text', 'korteBeschrijving', 'rule', (a) => a.description, 'In a few words, Dutch'),
    col('start', 'text', 'startdatum', 'assumption', (a) => a.start, 'Since when', day),
    col('age_from', 'integer', 'minimumleeftijd', 'rule', (a) => a.ages[0], 'Youngest that it is for', {
      unit: 'years',
    }),
    col('age_to', 'integer', 'maximumleeftijd', 'rule', (a) => a.ages[1], 'Oldest that it is for', { unit: 'years' }),
    col(
      'area',
      'text',
      'werkingsgebied',
      'assumption',
      (a) => a.area.code,
      'Where it works: NUTS code, or NUTS and NIS',
      {
        source: 'Eurostat, NUTS 2024',
      },
    ),
    col('location', 'integer', 'locatie', 'assumption', (a) => Number(a.location.id), 'Address', {
      references: 'addresses.id',
    }),
    col('email', 'text', 'email', 'rule', (a) => a.email, 'E-mail address, in a domain that nobody can have'),
    col('changed', 'text', 'datumLaatsteAanpassing', 'assumption', (a) => a.changed, 'Last change', day),
  ],
});

const activities = tableOf<Whole, { readonly vCode: string; readonly activity: AssociationActivity }>({
  name: 'association_activities',
  meaning: 'What associations do',
  kind: 'Activiteit',
  key: ['association', 'activity'],
  rows: (a) => a.activities.map((activity) => ({ vCode: a.vCode, activity })),
  columns: [
    col('association', 'text', 'organisatie', 'rule', (r) => r.vCode, 'Association', ofAssociation),
    col('activity', 'text', 'activiteitcode', 'assumption', (r) => r.activity.code, 'Code of the main activity', {
      source: 'Code list of the Verenigingsregister; how often each occurs is chosen by the lab',
    }),
    col('activity_name', 'text', 'activiteit', 'real', (r) => r.activity.name, 'Its name, Dutch'),
  ],
});

const representatives = tableOf<Whole, Mandate & { readonly vCode: string }>({
  name: 'representatives',
  meaning: 'Who acts for an association',
  kind: 'Lidmaatschap',
  key: ['association', 'person'],
  rows: (a) => a.board.map((mandate) => ({ ...mandate, vCode: a.vCode })),
  columns: [
    col('association', 'text', 'organisatie', 'assumption', (r) => r.vCode, 'Association', ofAssociation),
    col('person', 'integer', 'lid', 'assumption', (r) => Number(r.person.slice(2)), 'Person', ofPerson),
    col('role', 'text', 'rol', 'assumption', (r) => r.role, 'As what, Dutch'),
    col('start', 'text', 'startdatum', 'assumption', (r) => r.since, 'Since when', day),
  ],
});

const members = tableOf<Whole, readonly [vCode: string, person: number]>({
  name: 'members',
  meaning: 'Who is in an association, its representatives included',
  kind: 'Lidmaatschap',
  key: ['association', 'person'],
  rows: (a) => a.all.map((person) => [a.vCode, Number(person.slice(2))] as const),
  columns: [
    col('association', 'text', 'organisatie', 'assumption', ([vCode]) => vCode, 'Association', ofAssociation),
    col('person', 'integer', 'lid', 'assumption', ([, person]) => person, 'Person', ofPerson),
  ],
});

export default [group(associationsOf, associations, activities, representatives, members)];
