import { fullAddress } from '@proeftuin/contract/address';
import { identifier, named } from '../../basisregisters/answer.ts';
import { gmlPoint } from '../../basisregisters/gml.ts';
import type { Address, ListedAddress, Street } from '../../town/types.ts';

export const ADDRESS_STATUSES = ['voorgesteld', 'inGebruik', 'gehistoreerd', 'afgekeurd'];

/** A text as it stands between the quotes of a JSON string. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
/** One text of several, laid out whole: a chain of them would be walked again for each item that it is part of. */
const whole = (...texts: string[]): string => texts.join('');

/**
 * Writes items of the list as JSON, of which there are up to 500 in an answer: by hand, a third of the time of objects. A list
 * goes along streets: what the addresses of one have in common is kept for the next.
 */
export function itemWriter(base: string): (a: ListedAddress) => string {
  const detail = whole('"},"detail":"', base, '/adressen/');
  const along = ({ streetId, street, postalCode, municipality }: ListedAddress) => ({
    streetId,
    before: whole('","volledigAdres":{"geografischeNaam":{"spelling":"', inJson(street), ' '),
    after: whole(', ', postalCode, ' ', inJson(municipality), '","taal":"nl"}},"adresStatus":"'),
  });
  let street: ReturnType<typeof along> | undefined;
  return (a) => {
    const { id, version, houseNumber, box, status } = a;
    if (street?.streetId !== a.streetId) street = along(a);
    const [boxed, withBox] = box === '' ? ['', ''] : [`","busnummer":"${box}`, ` bus ${box}`];
    return (
      `{"@type":"Adres","identificator":{"id":"https://data.vlaanderen.be/id/adres/${id}` +
      `","naamruimte":"https://data.vlaanderen.be/id/adres","objectId":"${id}","versieId":"${version}${detail}${id}` +
      `","huisnummer":"${houseNumber}${boxed}${street.before}${houseNumber}${withBox}${street.after}${status}"}`
    );
  };
}

export const position = (a: Address): object => ({
  geometrie: { type: 'Point', gml: gmlPoint([a.x, a.y]) },
  positieGeometrieMethode: 'aangeduidDoorBeheerder',
  positieSpecificatie: a.box === '' ? 'gebouw' : 'gebouweenheid',
});

export const toDetail = (a: Address, street: Street, base: string): object => ({
  '@type': 'Adres',
  identificator: identifier('adres', a.id, a.version),
  gemeente: { objectId: a.nis, detail: `${base}/gemeenten/${a.nis}`, gemeentenaam: named(a.municipality) },
  postinfo: { objectId: a.postalCode, detail: `${base}/postinfo/${a.postalCode}` },
  straatnaam: { objectId: street.id, detail: `${base}/straatnamen/${street.id}`, straatnaam: named(street.name) },
  ...(street.homonym === '' ? {} : { homoniemToevoeging: named(street.homonym) }),
  huisnummer: a.houseNumber,
  ...(a.parentId === null
    ? {}
    : { huisnummerObject: { objectId: a.parentId, detail: `${base}/adressen/${a.parentId}` } }),
  ...(a.box === '' ? {} : { busnummer: a.box }),
  volledigAdres: named(fullAddress(a)),
  adresPositie: position(a),
  adresStatus: a.status,
  officieelToegekend: a.official,
  _links: {
    self: { href: `${base}/adressen/${a.id}` },
    gebouweenheden: { href: `${base}/gebouweenheden?adresobjectid=${a.id}` },
    percelen: { href: `${base}/percelen?adresobjectid=${a.id}` },
  },
});
