import type { Person } from '../../town/types.ts';
import { all, el, type Markup } from './xml.ts';

/** Groups of fields of a person that the answer holds, named as at the JSON service, for the accounting. */
export const FIELDS = [
  'naam',
  'geslacht',
  'nationaliteit',
  'geboorte',
  'overlijden',
  'burgerlijkeStaat',
  'verblijfplaats',
] as const;

const inDutch = (name: string, text: string): Markup => el(name, el('String', text), el('Taal', 'nl'));

/** No address of who left, has none, or is protected. */
function addresses(p: Person): Markup | null {
  const { address } = p;
  if (address === null || p.protectedAddress || p.emigrated !== null) return null;
  return el(
    'Adressen',
    el(
      `Hoofdverblijfplaats DatumBegin="${p.since}"`,
      inDutch('Straatnaam', address.street),
      el('Huisnummer', address.houseNumber),
      address.box === '' ? null : el('Busnummer', address.box),
      inDutch('Gemeentenaam', address.municipality),
      el('Postcode', address.postalCode),
      el('ISOCodeLand', 'BEL'),
      el('NISCodeGemeente', address.nis),
    ),
  );
}

/** A person as GeefPersoon gives it. */
export const toPerson = (p: Person, source: string): Markup =>
  el(
    `Persoon Bron="${source}"`,
    el('INSZ', p.insz),
    el(
      'Naam',
      el('Achternamen', el('Achternaam', p.familyName)),
      p.givenName === '' ? null : el('Voornamen', el('Voornaam', p.givenName)),
    ),
    p.sex === 'M'
      ? el('Geslacht', el('Code', 1), el('Omschrijving', 'Mannelijk'))
      : el('Geslacht', el('Code', 2), el('Omschrijving', 'Vrouwelijk')),
    el('Nationaliteiten', el('Nationaliteit', el('Omschrijving', p.nationality))),
    all([
      el('Geboorte', el('Datum', p.birthDate)),
      p.deceased === null ? null : el('Overlijden', el('Datum', p.deceased)),
      el('BurgerlijkeStaat', el('Omschrijving', p.civilState)),
      addresses(p),
    ]),
  );
