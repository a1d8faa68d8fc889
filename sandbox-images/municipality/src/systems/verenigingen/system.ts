import type { Context } from 'hono';
import { readPaging } from '../../linked-data.ts';
import { authorised, document, purposeOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import type { Association } from '../../town/organisations/organisations.ts';
import { CONTEXT } from './context.ts';
import { OPERATIONS } from './operations.ts';
import { PERSON_FIELDS, toDetail, toItem, toPerson } from './records.ts';
import { AssociationIndex, termsOf } from './search.ts';

const REGISTER = 'verenigingen';
/** The register pages within its first thousand results only. */
const WITHIN = 1_000;
const LONGEST = 200;
const SORTS: ReadonlyMap<string, (a: Association, b: Association) => number> = new Map([
  ['vCode', (a: Association, b: Association) => a.index - b.index],
  ['naam', (a: Association, b: Association) => a.name.localeCompare(b.name, 'nl') || a.index - b.index],
]);

export default defineSystem({
  host: 'verenigingen',
  title: 'Verenigingen (Verenigingsregister)',
  standard: 'JSON-LD in de vorm van de publieke API van het Verenigingsregister',
  operations: OPERATIONS,
  examples: ({ town }) => {
    const headers = { authorization: 'Bearer {token}' };
    const { vCode, location } = town.associations.byIndex(0);
    const zoek = new URLSearchParams({ q: `gemeente:${location.municipality}`, limit: '10' });
    return [
      { title: 'Zoeken', path: `/v1/verenigingen/zoeken?${zoek}`, headers },
      { title: 'Eén vereniging', path: `/v1/verenigingen/${vCode}`, headers },
      {
        title: 'Wie haar vertegenwoordigt',
        path: `/v1/verenigingen/${vCode}/vertegenwoordigers`,
        headers: { ...headers, 'x-purpose': 'subsidie' },
      },
    ];
  },
  routes(app, context) {
    const { town, origin } = context;
    const base = `${origin('verenigingen')}/v1`;
    const contexts = `${base}/contexten/publiek`;
    let index: AssociationIndex | undefined;

    /** The association of the path, or the answer that refuses. */
    const asked = (c: Context): Association | Response => {
      const vCode = c.req.param('vCode') ?? '';
      if (!/^V\d{7}$/.test(vCode))
        return refuse(c, 400, 'vcode', 'Ongeldige VCode', 'Een VCode is een V en zeven cijfers.');
      return (
        town.associations.byVCode(vCode) ??
        refuse(c, 404, 'onbekende-vereniging', 'Onbekende vereniging', 'Geen vereniging heeft deze VCode.')
      );
    };
    /** Hands persons of an association over for a purpose, and accounts for each. */
    const handOver = (
      c: Context,
      tell: (a: Association) => { readonly name: string; readonly persons: readonly (readonly [string, object])[] },
    ): Response => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const purpose = purposeOf(c);
      if (purpose instanceof Response) return purpose;
      const association = asked(c);
      if (association instanceof Response) return association;
      const { name, persons } = tell(association);
      const known = persons.flatMap(([id, more]) => {
        const person = town.people.byId(id);
        return person === undefined ? [] : [{ person, more }];
      });
      const list = known.map(({ person, more }) => toPerson(association, person, more));
      const answer = document(c, {
        '@context': `${contexts}/detail-vereniging-context.json`,
        vCode: association.vCode,
        [name]: list,
      });
      if (answer.status < 400)
        for (const { person } of known)
          context.account({ client: caller.service, subject: person.id, fields: PERSON_FIELDS, purpose });
      return answer;
    };

    app.get('/v1/contexten/publiek/:file', (c) =>
      /^(?:detail-vereniging|zoek-verenigingen)-context\.json$/.test(c.req.param('file'))
        ? c.body(JSON.stringify(CONTEXT), 200, {
            'content-type': 'application/ld+json',
            'cache-control': 'max-age=86400',
            'access-control-allow-origin': '*',
          })
        : c.notFound(),
    );

    app.get('/v1/verenigingen/zoeken', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const { offset = -1, limit = 0 } = readPaging(c, 50);
      if (offset < 0 || limit < 1 || offset + limit > WITHIN)
        return refuse(c, 400, 'paginering', 'Ongeldige paginering', `limit + offset is hoogstens ${WITHIN}.`);
      const q = c.req.query('q') ?? '*';
      const terms = q.length > LONGEST ? undefined : termsOf(q);
      if (terms === undefined)
        return refuse(c, 400, 'zoekopdracht', 'De zoekopdracht was incorrect', 'Woorden, "zinnen", veld:waarde en *.');
      const wanted = c.req.query('sort') ?? '-vCode';
      const order = SORTS.get(wanted.replace(/^-/, ''));
      if (order === undefined)
        return refuse(c, 400, 'sorteerveld', 'Onbekend sorteerveld', `Mogelijk: ${[...SORTS.keys()].join(', ')}.`);
      const codes = c.req.query('facets.hoofdactiviteitenVerenigingsloket')?.split(',');

      index ??= new AssociationIndex(town.associations);
      const matching = index.find(terms).map((i) => town.associations.byIndex(i));
      const found = matching.filter(
        (a) => codes === undefined || a.activities.some(({ code }) => codes.includes(code)),
      );
      const sign = wanted.startsWith('-') ? -1 : 1;
      found.sort((a, b) => sign * order(a, b));
      const counts = Map.groupBy(
        matching.flatMap((a) => a.activities.map(({ code }) => code)),
        (code) => code,
      );
      const facets = [...counts].map(([code, { length }]) => ({
        code,
        aantal: length,
        query: `${base}/verenigingen/zoeken?${new URLSearchParams({ q, 'facets.hoofdactiviteitenVerenigingsloket': code })}`,
      }));
      return document(c, {
        '@context': `${contexts}/zoek-verenigingen-context.json`,
        verenigingen: found.slice(offset, offset + limit).map((a) => toItem(a, base)),
        facets: { hoofdactiviteitenVerenigingsloket: facets.sort((a, b) => b.aantal - a.aantal) },
        metadata: { pagination: { totalCount: found.length, offset, limit } },
      });
    });

    app.get('/v1/verenigingen/:vCode', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const association = asked(c);
      return association instanceof Response
        ? association
        : document(c, { '@context': `${contexts}/detail-vereniging-context.json`, ...toDetail(association) });
    });

    app.get('/v1/verenigingen/:vCode/vertegenwoordigers', (c) =>
      handOver(c, ({ index: i }) => ({
        name: 'vertegenwoordigers',
        persons: town.associations
          .representatives(i)
          .map(({ person, role, since }, n) => [person, { rol: role, isPrimair: n === 0, sinds: since }]),
      })),
    );
    app.get('/v1/verenigingen/:vCode/leden', (c) =>
      handOver(c, ({ index: i }) => ({
        name: 'leden',
        persons: town.associations.members(i).map((id) => [id, {}]),
      })),
    );
  },
});
