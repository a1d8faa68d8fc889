import { fullAddress } from '@proeftuin/contract/address';
import { identifier, named } from '../../basisregisters/answer.ts';
import { gmlPoint } from '../../basisregisters/gml.ts';
import type { Address, Street } from '../../town/types.ts';

export const ADDRESS_STATUSES = ['voorgesteld', 'inGebruik', 'gehistoreerd', 'afgekeurd'];

export const toItem = (a: Address, base: string): object => ({
  '@type': 'Adres',
  identificator: identifier('adres', a.id, a.version),
  detail: `${base}/adressen/${a.id}`,
  huisnummer: a.houseNumber,
  ...(a.box === '' ? {} : { busnummer: a.box }),
  volledigAdres: named(fullAddress(a)),
  adresStatus: a.status,
});

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
