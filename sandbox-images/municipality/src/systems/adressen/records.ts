import { identifier, named } from '../../basisregisters/answer.ts';
import type { Address, Street } from '../../town/types.ts';

/** `Kerkstraat 12A bus 0301, 9880 Aalter` */
export const fullAddress = (a: Address): string =>
  `${a.street} ${a.houseNumber}${a.box === '' ? '' : ` bus ${a.box}`}, ${a.postalCode} ${a.municipality}`;

export const toItem = (a: Address, base: string): object => ({
  '@type': 'Adres',
  identificator: identifier('adres', a.id, a.version),
  detail: `${base}/adressen/${a.id}`,
  huisnummer: a.houseNumber,
  ...(a.box === '' ? {} : { busnummer: a.box }),
  volledigAdres: named(fullAddress(a)),
  adresStatus: a.status,
});

/** GML of a point in Lambert 72, as the register writes it. */
export const gmlPoint = (x: number, y: number): string =>
  `<gml:Point srsName="https://www.opengis.net/def/crs/EPSG/0/31370" xmlns:gml="http://www.opengis.net/gml/3.2"><gml:pos>${x.toFixed(2)} ${y.toFixed(2)}</gml:pos></gml:Point>`;

export const toDetail = (a: Address, street: Street, base: string, context: string): object => ({
  '@context': context,
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
  adresPositie: {
    geometrie: { type: 'Point', gml: gmlPoint(a.x, a.y) },
    positieGeometrieMethode: 'aangeduidDoorBeheerder',
    positieSpecificatie: a.box === '' ? 'gebouw' : 'gebouweenheid',
  },
  adresStatus: a.status,
  officieelToegekend: a.official,
  _links: {
    self: { href: `${base}/adressen/${a.id}` },
    gebouweenheden: { href: `${base}/gebouweenheden?adresobjectid=${a.id}` },
    percelen: { href: `${base}/percelen?adresobjectid=${a.id}` },
  },
});
