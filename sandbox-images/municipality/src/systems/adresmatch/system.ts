import { fullAddress } from '@proeftuin/contract/address';
import { document, HOST, identifier, invalid, named, readOnly } from '../../basisregisters/answer.ts';
import { queryOf } from '../../basisregisters/query.ts';
import { defineSystem } from '../../system.ts';
import { position } from '../adressen/records.ts';
import { askOf } from './ask.ts';
import { type Match, Matcher } from './match.ts';

const link = (rel: string, url: string): object => ({ href: url, rel, type: 'GET' });

const toItem = ({ score, place, street, address: a }: Match, base: string): object => ({
  '@type': 'Adres',
  ...(a === undefined
    ? {}
    : { identificator: identifier('adres', a.id, a.version), detail: `${base}/adressen/${a.id}` }),
  gemeente: { objectId: place.nis, detail: `${base}/gemeenten/${place.nis}`, gemeentenaam: named(place.name) },
  ...(a === undefined ? {} : { postinfo: { objectId: a.postalCode, detail: `${base}/postinfo/${a.postalCode}` } }),
  ...(street === undefined
    ? {}
    : {
        straatnaam: {
          objectId: street.id,
          detail: `${base}/straatnamen/${street.id}`,
          straatnaam: named(street.name),
        },
        ...(street.homonym === '' ? {} : { homoniemToevoeging: named(street.homonym) }),
      }),
  ...(a === undefined
    ? {}
    : {
        huisnummer: a.houseNumber,
        ...(a.box === '' ? {} : { busnummer: a.box }),
        volledigAdres: named(fullAddress(a)),
        adresPositie: position(a),
        adresStatus: a.status,
        officieelToegekend: a.official,
      }),
  score,
  links:
    a === undefined
      ? []
      : [
          link('percelen', `${base}/percelen?adresobjectid=${a.id}`),
          link('gebouweenheden', `${base}/gebouweenheden?adresobjectid=${a.id}`),
        ],
});

export default defineSystem({
  host: HOST,
  path: '/v2/adresmatch',
  title: 'Adresmatch',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) =>
    town.addresses.vacant(1).map((a) => ({
      title: 'Een adres zoals een mens het schrijft',
      path: `/v2/adresmatch?${new URLSearchParams({
        gemeentenaam: a.municipality.toLowerCase(),
        straatnaam: a.street.replace(/(.)\1/, '$1').toUpperCase(),
        huisnummer: `${a.houseNumber}${a.box === '' ? '' : ` bus ${a.box}`}`,
      })}`,
    })),
  routes(app, { town, origin }) {
    const base = `${origin(HOST)}/v2`;
    let matcher: Matcher | undefined;

    app.get('/', (c) => {
      const ask = askOf(queryOf(c));
      if (!('straatnaam' in ask)) return invalid(c, ask);
      matcher ??= new Matcher(town);
      const { matches, warnings } = matcher.match(ask);
      return document(c, {
        '@context': `${origin(HOST)}/context/adresmatch/2023-03-13/adresmatch.jsonld`,
        adresMatches: matches.map((match) => toItem(match, base)),
        warnings,
      });
    });
    app.notFound(readOnly);
  },
});
