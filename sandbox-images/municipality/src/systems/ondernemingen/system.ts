import type { Context } from 'hono';
import type { Caller } from '../../context.ts';
import { nextOf } from '../../linked-data.ts';
import { authorised, document, inszOf, pagingOf, purposeOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { validKbo } from '../../town/numbers/insz.ts';
import { validEstablishment } from '../../town/numbers/kbo.ts';
import type { Enterprise, Mandate } from '../../town/organisations/organisations.ts';
import { CONTEXT } from './context.ts';
import { OPERATIONS } from './operations.ts';
import { MANDATE_FIELDS, mandatesOf, toDetail, toItem, toMandate, toSite } from './records.ts';

const REGISTER = 'ondernemingen';

/** Filters of the list, or the answer that says which one is wrong. */
function filterOf(c: Context): { address?: string; name?: string; postalCode?: string; activity?: string } | Response {
  const { naam, postcode, nace, adresobjectid } = c.req.query();
  if (adresobjectid !== undefined) {
    const alone = naam === undefined && postcode === undefined && nace === undefined;
    return alone && /^\d{1,9}$/.test(adresobjectid)
      ? { address: adresobjectid }
      : refuse(c, 400, 'adresobjectid', 'Ongeldig adres', 'Geef alleen het objectId uit het adressenregister.');
  }
  if (naam !== undefined && (naam.trim() === '' || naam.length > 100))
    return refuse(c, 400, 'naam', 'Ongeldige naam', 'naam heeft 1 tot 100 tekens.');
  if (postcode !== undefined && !/^\d{4}$/.test(postcode))
    return refuse(c, 400, 'postcode', 'Ongeldige postcode', 'Een postcode heeft vier cijfers.');
  if (nace !== undefined && !/^\d{2,5}$/.test(nace))
    return refuse(c, 400, 'nace', 'Ongeldige NACE-code', 'Geef de eerste twee tot vijf cijfers, zonder punten.');
  return {
    ...(naam === undefined ? {} : { name: naam }),
    ...(postcode === undefined ? {} : { postalCode: postcode }),
    ...(nace === undefined ? {} : { activity: nace }),
  };
}

export default defineSystem({
  host: 'ondernemingen',
  title: 'Ondernemingen (KBO)',
  standard: 'JSON-LD naar OSLO organisatie-basis; nummers volgens de regels van de KBO',
  operations: OPERATIONS,
  examples: ({ town }) => {
    const headers = { authorization: 'Bearer {token}' };
    const { number, activity } = town.enterprises.byIndex(0);
    return [
      { title: 'Eén onderneming', path: `/v1/ondernemingen/${number}`, headers },
      { title: 'Zoeken op activiteit', path: `/v1/ondernemingen?nace=${activity.code.slice(0, 2)}&limit=10`, headers },
      {
        title: 'Wie er een functie heeft',
        path: `/v1/ondernemingen/${number}/functies`,
        headers: { ...headers, 'x-purpose': 'vergunning' },
      },
    ];
  },
  routes(app, context) {
    const { town, origin } = context;
    const base = `${origin('ondernemingen')}/v1`;
    const associations = `${origin('verenigingen')}/v1`;
    const described = (body: object): object => ({ '@context': `${base}/context/onderneming.jsonld`, ...body });

    /** The enterprise of the path, or the answer that refuses. */
    const asked = (c: Context): Enterprise | Response => {
      const number = c.req.param('nummer') ?? '';
      if (!/^\d{10}$/.test(number))
        return refuse(c, 400, 'kbo-vorm', 'Ongeldig ondernemingsnummer', 'Tien cijfers, zonder punten.');
      if (!validKbo(number))
        return refuse(c, 400, 'kbo', 'Ongeldig ondernemingsnummer', 'Het controlegetal klopt niet.');
      return (
        town.enterprises.byNumber(number) ??
        refuse(c, 404, 'onbekende-onderneming', 'Onbekende onderneming', 'Geen onderneming heeft dit nummer.')
      );
    };
    /** Tells mandates with who holds them, and accounts for each person when that was handed over. */
    const told = (c: Context, caller: Caller, purpose: string, list: readonly [Mandate, Enterprise][]): Response => {
      const known = list.flatMap(([mandate, enterprise]) => {
        const person = town.people.byId(mandate.person);
        return person === undefined ? [] : [{ mandate, enterprise, person }];
      });
      const functies = known.map(({ mandate, enterprise, person }) => toMandate(mandate, person, enterprise, base));
      const answer = document(c, described({ functies }));
      if (answer.status < 400)
        for (const { person } of known)
          context.account({ client: caller.service, subject: person.id, fields: MANDATE_FIELDS, purpose });
      return answer;
    };

    app.get('/v1/context/onderneming.jsonld', (c) =>
      c.body(JSON.stringify(CONTEXT), 200, {
        'content-type': 'application/ld+json',
        'cache-control': 'max-age=86400',
        'access-control-allow-origin': '*',
      }),
    );

    app.get('/v1/ondernemingen', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const filter = filterOf(c);
      if (filter instanceof Response) return filter;
      const { offset, limit } = paging;
      const there = filter.address === undefined ? undefined : town.enterprises.atAddress(filter.address);
      const { items, total } =
        there === undefined
          ? town.enterprises.page(offset, limit, filter)
          : { items: there.slice(offset, offset + limit), total: there.length };
      const more = offset + items.length < total && items.length > 0;
      return document(
        c,
        described({
          ondernemingen: items.map((e) => toItem(e, base)),
          totaal: total,
          ...(more ? { volgende: nextOf(c, `${base}/ondernemingen`, paging) } : {}),
        }),
      );
    });

    app.get('/v1/ondernemingen/:nummer', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const enterprise = asked(c);
      if (enterprise instanceof Response) return enterprise;
      return document(c, described(toDetail(enterprise, base, associations)));
    });

    app.get('/v1/ondernemingen/:nummer/vestigingen', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const enterprise = asked(c);
      if (enterprise instanceof Response) return enterprise;
      return document(c, described({ vestigingen: enterprise.establishments.map((s) => toSite(s, base)) }));
    });

    app.get('/v1/vestigingen/:nummer', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const number = c.req.param('nummer');
      if (!validEstablishment(number))
        return refuse(c, 400, 'vestiging', 'Ongeldig vestigingsnummer', 'Vorm of controlegetal klopt niet.');
      const found = town.enterprises.establishment(number);
      return found === undefined
        ? refuse(c, 404, 'onbekende-vestiging', 'Onbekende vestiging', 'Geen vestiging heeft dit nummer.')
        : document(c, described(toSite(found.establishment, base)));
    });

    app.get('/v1/ondernemingen/:nummer/functies', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const purpose = purposeOf(c);
      if (purpose instanceof Response) return purpose;
      const enterprise = asked(c);
      if (enterprise instanceof Response) return enterprise;
      return told(
        c,
        caller,
        purpose,
        mandatesOf(enterprise).map((m) => [m, enterprise]),
      );
    });

    app.get('/v1/personen/:insz/functies', (c) => {
      const caller = authorised(c, context, REGISTER);
      if (caller instanceof Response) return caller;
      const purpose = purposeOf(c);
      if (purpose instanceof Response) return purpose;
      const insz = inszOf(c);
      if (insz instanceof Response) return insz;
      const person = town.people.byInsz(insz);
      if (person === undefined) return refuse(c, 404, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
      const mandates = town.enterprises
        .ofPerson(person.id)
        .flatMap((e) =>
          mandatesOf(e).flatMap((m): [Mandate, Enterprise][] => (m.person === person.id ? [[m, e]] : [])),
        );
      const answer = told(c, caller, purpose, mandates);
      // That somebody has none is told of a person too.
      if (mandates.length === 0 && answer.status < 400)
        context.account({ client: caller.service, subject: person.id, fields: ['functie'], purpose });
      return answer;
    });
  },
});
