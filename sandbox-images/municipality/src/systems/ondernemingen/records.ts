import type { Enterprise, Establishment, Mandate } from '../../town/organisations/organisations.ts';
import type { Address, Person } from '../../town/types.ts';

const nl = (text: string): object => ({ nl: text });
const labelled = (label: string): object => ({ '@type': 'Concept', voorkeursnaam: nl(label) });
const concept = (code: string, label: string): object => ({ ...labelled(label), code });
const until = (date: string | null): object => (date === null ? {} : { einddatum: date });

const address = (a: Address): object => ({
  '@type': 'Adresvoorstelling',
  verwijstNaar: a.uri,
  straatnaam: a.street,
  huisnummer: a.houseNumber,
  ...(a.box === '' ? {} : { busnummer: a.box }),
  postcode: a.postalCode,
  gemeentenaam: a.municipality,
});

const registration = (number: string): object => ({ '@type': 'Identificator', identificator: number });

/** The address of a natural person's seat is where somebody lives: only establishments are public, as in the KBO's open data. */
export const toItem = (e: Enterprise, base: string): object => ({
  '@id': `${base}/ondernemingen/${e.number}`,
  '@type': e.kind === 'legal' ? 'GeregistreerdeOrganisatie' : 'Organisatie',
  ...(e.kind === 'legal' ? { wettelijkeNaam: nl(e.name) } : {}),
  voorkeursnaam: nl(e.name),
  registratie: registration(e.number),
  rechtspersoonlijkheid: labelled(e.kind === 'legal' ? 'Rechtspersoon' : 'Natuurlijke persoon'),
  ...(e.form === null ? {} : { rechtsvorm: concept(e.form.code, e.form.name) }),
  status: labelled(e.stopped === null ? 'Actief' : 'Stopgezet'),
  activiteit: concept(e.activity.code, e.activity.title),
  ...(e.kind === 'legal' ? { heeftGeregistreerdeVestiging: { '@type': 'Vestiging', adres: address(e.seat) } } : {}),
});

export const toSite = (s: Establishment, base: string): object => ({
  '@id': `${base}/vestigingen/${s.number}`,
  '@type': 'Vestiging',
  voorkeursnaam: nl(s.name),
  registratie: registration(s.number),
  adres: address(s.address),
  startdatum: s.since,
  ...until(s.until),
});

export const toDetail = (e: Enterprise, base: string, associations: string): object => ({
  ...toItem(e, base),
  rechtstoestand: labelled(e.situation),
  startdatum: e.start,
  ...until(e.stopped),
  heeftVestiging: e.establishments.map((s) => toSite(s, base)),
  ...(e.vCode === null ? {} : { vereniging: `${associations}/verenigingen/${e.vCode}` }),
});

/** Groups of fields of a person that a mandate tells, for the accounting. */
export const MANDATE_FIELDS = ['insz', 'naam', 'functie'] as const;

/** Mandates of an enterprise; a natural person acts for itself. */
export const mandatesOf = (e: Enterprise): readonly Mandate[] =>
  e.person === null ? e.mandates : [{ person: e.person, role: 'Ondernemer', since: e.start, until: e.stopped }];

export const toMandate = (m: Mandate, p: Person, e: Enterprise, base: string): object => ({
  '@type': 'Lidmaatschap',
  lid: { '@type': 'Persoon', insz: p.insz, voornaam: p.givenName, achternaam: p.familyName },
  organisatie: { '@id': `${base}/ondernemingen/${e.number}`, '@type': 'Organisatie', voorkeursnaam: nl(e.name) },
  rol: m.role,
  lidGedurende: { startdatum: m.since, ...until(m.until) },
});
