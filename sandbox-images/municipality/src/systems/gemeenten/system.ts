import { HOST, identifier, named } from '../../basisregisters/answer.ts';
import { is, PLACE_VERSION } from '../../basisregisters/places.ts';
import { selectedOf, serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';
import type { Municipality } from '../../town/types.ts';

const STATUS = 'inGebruik';

const toItem = (m: Municipality, base: string): object => ({
  '@type': 'Gemeente',
  identificator: identifier('gemeente', m.nis, PLACE_VERSION),
  detail: `${base}/gemeenten/${m.nis}`,
  gemeentenaam: named(m.name),
  gemeenteStatus: STATUS,
});

const toDetail = (m: Municipality, base: string): object => ({
  '@type': 'Gemeente',
  identificator: identifier('gemeente', m.nis, PLACE_VERSION),
  gemeentenamen: [named(m.name)],
  gemeenteStatus: STATUS,
  officieleTalen: m.languages,
  faciliteitenTalen: m.facilities,
  _links: {
    self: { href: `${base}/gemeenten/${m.nis}` },
    straatnamen: { href: `${base}/straatnamen?nisCode=${m.nis}` },
    adressen: { href: `${base}/adressen?nisCode=${m.nis}` },
  },
});

export default defineSystem({
  host: HOST,
  path: '/v2/gemeenten',
  title: 'Gemeentenregister',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => [{ title: 'De gemeente zelf', path: `/v2/gemeenten/${town.municipalities[0]?.nis ?? ''}` }],
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const context = `${origin(HOST)}/context/gemeente/2023-02-28`;

    serveRegister<Municipality>(app, remembered, {
      url: `${base}/gemeenten`,
      items: 'gemeenten',
      contexts: { list: `${context}/gemeente_lijst.jsonld`, detail: `${context}/gemeente_detail.jsonld` },
      kind: 'municipality',
      unknown: 'Onbestaande gemeente.',
      select: (query) =>
        selectedOf(
          town.municipalities.filter(
            (m) => is(m.name, query('gemeentenaam')) && is(m.nis, query('nisCode')) && is(STATUS, query('status')),
          ),
        ),
      byId: (id) => town.municipalities.find(({ nis }) => nis === id),
      writeItem: (m) => JSON.stringify(toItem(m, base)),
      toDetail: (m) => toDetail(m, base),
    });
  },
});
