import { Councils } from '../../council/councils.ts';
import type { Municipality } from '../../open.ts';
import { linksOf, shape, triplesOf } from '../../systems/besluiten/testing/rdfa.ts';
import { wrongBy } from '../../testing/rdf.ts';
import { type Asker, defineCheck, holds, same } from '../check.ts';

const HOST = 'besluiten';
const BESLUIT = 'http://data.vlaanderen.be/ns/besluit#Besluit';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

const all = new WeakMap<Municipality, { readonly place: string; readonly id: string }[]>();
function sittings(m: Municipality): { readonly place: string; readonly id: string }[] {
  const known = all.get(m);
  if (known !== undefined) return known;
  const councils = new Councils(m.shared.town);
  const made = m.shared.town.municipalities.flatMap((own) =>
    councils.sittings(own).map(({ id }) => ({ place: own.name, id })),
  );
  all.set(m, made);
  return made;
}

async function valid(asker: Asker, path: string, by: Parameters<typeof shape>[0]): Promise<string> {
  const text = await asker.text(HOST, path);
  same(`${path} by the shape`, await wrongBy(shape(by), await triplesOf(text, path)), []);
  return text;
}

/** A sitting: its agenda, its list of decisions, each of those, and its minutes, as far as they are there: RDFa by the shapes of LBLOD. */
export default defineCheck({
  name: 'sittings',
  count: (m) => sittings(m).length,
  record(m, i) {
    const { place, id } = sittings(m)[i] ?? {};
    return `${HOST} /${place}/Gemeente/zittingen/${id}`;
  },
  async examine(asker, i) {
    const { place = '', id = '' } = sittings(asker.m)[i] ?? {};
    const links = linksOf(await asker.text(HOST, `/${encodeURIComponent(place)}/Gemeente?limit=500`), new RegExp(id));
    holds(
      'the municipality does not list it',
      links.some((link) => link.endsWith('/agenda')),
    );
    for (const link of links) {
      if (link.endsWith('/agenda')) await valid(asker, link, 'basic-agenda');
      if (link.endsWith('/notulen')) await valid(asker, link, 'notulen');
      if (!link.endsWith('/besluitenlijst')) continue;
      const text = await valid(asker, link, 'decision-list');
      const named = (await triplesOf(text, link)).getSubjects(TYPE, BESLUIT, null).map(({ value }) => value);
      for (const page of linksOf(text, /uittreksels/)) {
        const own = await triplesOf(await valid(asker, page, 'decision'), page);
        holds(`${page} is not on the list`, named.includes(own.getSubjects(TYPE, BESLUIT, null)[0]?.value ?? ''));
      }
    }
  },
});
