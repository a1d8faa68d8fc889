import { HOST, identifier, named } from '../../basisregisters/answer.ts';
import { is, PLACE_VERSION, type PostalArea, postalAreas } from '../../basisregisters/places.ts';
import { selectedOf, serveRegister } from '../../basisregisters/register.ts';
import { defineSystem } from '../../system.ts';

const STATUS = 'gerealiseerd';

const toItem = ({ code, names }: PostalArea, base: string): object => ({
  '@type': 'PostInfo',
  identificator: identifier('postinfo', code, PLACE_VERSION),
  detail: `${base}/postinfo/${code}`,
  postInfoStatus: STATUS,
  postnamen: names.map((name) => named(name)),
});

const toDetail = ({ code, names, municipality }: PostalArea, base: string): object => ({
  '@type': 'PostInfo',
  identificator: identifier('postinfo', code, PLACE_VERSION),
  gemeente: {
    objectId: municipality.nis,
    detail: `${base}/gemeenten/${municipality.nis}`,
    gemeentenaam: named(municipality.name),
  },
  postnamen: names.map((name) => named(name)),
  postInfoStatus: STATUS,
  _links: { self: { href: `${base}/postinfo/${code}` }, adressen: { href: `${base}/adressen?postcode=${code}` } },
});

export default defineSystem({
  host: HOST,
  path: '/v2/postinfo',
  title: 'Postinfo',
  standard: 'Basisregisters Vlaanderen v2',
  examples: ({ town }) => [
    { title: 'Een postcode', path: `/v2/postinfo/${town.municipalities[0]?.postal[0]?.code ?? ''}` },
  ],
  routes(app, { town, origin, remembered }) {
    const base = `${origin(HOST)}/v2`;
    const contexts = `${origin(HOST)}/context/postinfo`;
    const areas = postalAreas(town);

    serveRegister<PostalArea>(app, remembered, {
      url: `${base}/postinfo`,
      items: 'postInfoObjecten',
      contexts: {
        list: `${contexts}/2023-02-28/postinfo_lijst.jsonld`,
        detail: `${contexts}/2023-10-16/postinfo_detail.jsonld`,
      },
      kind: 'postinfo',
      unknown: 'Onbestaande postinfo.',
      select: (query) =>
        selectedOf(
          areas.filter(
            (a) =>
              is(a.municipality.name, query('gemeentenaam')) &&
              (query('postnaam') === undefined || a.names.some((name) => is(name, query('postnaam')))),
          ),
        ),
      byId: (id) => areas.find(({ code }) => code === id),
      writeItem: (a) => JSON.stringify(toItem(a, base)),
      toDetail: (a) => toDetail(a, base),
    });
  },
});
