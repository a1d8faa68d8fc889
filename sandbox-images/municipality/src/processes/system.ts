import { dayIn } from '@proeftuin/contract/day';
import type { Context } from 'hono';
import type { Caller, Context as SystemContext } from '../context.ts';
import { nextOf } from '../linked-data.ts';
import { represented } from '../representation.ts';
import { authorised, bodyOf, pagingOf, purposeOf, refuse } from '../request.ts';
import { defineSystem, type System } from '../system.ts';
import { isDate } from '../town/numbers/days.ts';
import { bpmnOf } from './bpmn.ts';
import { type Case, caseOf, casesOf, eventsOf } from './cases.ts';
import { operationsOf } from './operations.ts';
import { perform } from './perform.ts';
import { cloudEvent, detailOf, processShown, rulesShown, summaryOf } from './present.ts';
import type { LocalProcess } from './process.ts';
import { rulesOf } from './rules.ts';
import { actionSchema } from './shapes.ts';
import { take } from './take.ts';

const OPEN = { 'access-control-allow-origin': '*' };
const json = (c: Context, body: object): Response => represented(c, JSON.stringify(body), 'application/json', OPEN);

/** The system of a local process: what it is, open to all; and cases, for the services that filed them. */
export const processSystem = (process: LocalProcess): System =>
  defineSystem({
    host: process.id,
    title: process.title,
    standard: 'BPMN 2.0, OpenAPI 3.1, CloudEvents; eigen JSON',
    operations: operationsOf(process),
    examples: ({ town, clock }) => {
      const [person] = town.people.select({ adult: true }, 1);
      const headers = { authorization: 'Bearer {token}' };
      const filing = process.example({
        insz: person?.insz ?? '',
        address: town.addresses.byIndex(0).uri,
        today: dayIn(clock.now()),
      });
      return [
        { title: 'Het proces als BPMN', path: '/v1/proces.bpmn' },
        { title: 'De regels, met hun datum', path: '/v1/regels' },
        {
          title: 'Indienen',
          method: 'POST',
          path: '/v1/zaken',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(filing),
        },
        { title: 'De eigen zaken', path: '/v1/zaken', headers },
        { title: 'Wat er gebeurde', path: '/v1/gebeurtenissen', headers },
      ];
    },
    routes(app, context) {
      const { town, clock, origin } = context;
      const base = origin(process.id);
      const today = (): string => dayIn(clock.now());

      app.get('/v1/proces', (c) => json(c, processShown(process, base, origin('opendata'))));
      app.get('/v1/proces.bpmn', (c) => represented(c, bpmnOf(process, base), 'application/xml', OPEN));
      app.get('/v1/regels', (c) => {
        const { op: on, niscode: nis } = c.req.query();
        if (on !== undefined && !isDate(on))
          return refuse(c, 400, 'datum', 'Ongeldige datum', 'op is een dag: JJJJ-MM-DD.');
        if (nis !== undefined && !town.municipalities.some((one) => one.nis === nis))
          return refuse(
            c,
            404,
            'onbekende-gemeente',
            'Onbekende gemeente',
            'niscode is van een gemeente van dit profiel.',
          );
        const all = rulesShown(rulesOf(town, process, nis));
        const regels = all.filter(
          ({ geldigVanaf, geldigTot }) =>
            on === undefined || (geldigVanaf <= on && (geldigTot === null || on <= geldigTot)),
        );
        return regels.length === 0
          ? refuse(c, 404, 'geen-regel', 'Nog geen regel', `De eerste geldt vanaf ${all[0]?.geldigVanaf}.`)
          : json(c, { proces: process.id, vandaag: today(), betekenis: process.ruleMeanings, regels });
      });

      app.post('/v1/zaken', async (c) => {
        const caller = authorised(c, context, process.id);
        if (caller instanceof Response) return caller;
        const body = await bodyOf(c, process.filing);
        if (body instanceof Response) return body;
        const taken = take(c, context, process, caller.service, body.value);
        return taken instanceof Response
          ? taken
          : c.json(summaryOf(process, taken, 'indiener'), 201, { location: `${base}/v1/zaken/${taken.id}` });
      });

      app.get('/v1/zaken', (c) => {
        const caller = authorised(c, context, process.id);
        if (caller instanceof Response) return caller;
        const paging = pagingOf(c);
        if (paging instanceof Response) return paging;
        const status = c.req.query('status');
        if (status !== undefined && !Object.hasOwn(process.states, status))
          return refuse(c, 400, 'status', 'Onbekende status', `Mogelijk: ${Object.keys(process.states).join(', ')}.`);
        const own = casesOf(town, process.id).filter(
          (one) => one.service === caller.service && (status === undefined || one.state === status),
        );
        const end = paging.offset + paging.limit;
        return c.json({
          zaken: own.slice(paging.offset, end).map((one) => summaryOf(process, one, 'indiener')),
          ...(end < own.length ? { volgende: nextOf(c, `${base}/v1/zaken`, paging) } : {}),
        });
      });

      /** A case of a service that declared the register, or the answer that refuses; another's is not there for it. */
      const ownCase = (c: Context): { readonly caller: Caller; readonly one: Case } | Response => {
        const caller = authorised(c, context, process.id);
        if (caller instanceof Response) return caller;
        const one = caseOf(town, process.id, c.req.param('id') ?? '');
        return one === undefined || one.service !== caller.service
          ? refuse(c, 404, 'onbekende-zaak', 'Onbekende zaak', 'Deze zaak is er niet.')
          : { caller, one };
      };

      app.get('/v1/zaken/:id', (c) => {
        const own = ownCase(c);
        if (own instanceof Response) return own;
        const purpose = purposeOf(c);
        if (purpose instanceof Response) return purpose;
        accountFor(context, own.caller.service, own.one, purpose);
        return c.json(detailOf(town, process, own.one, 'indiener'));
      });

      app.post('/v1/zaken/:id/acties', async (c) => {
        const own = ownCase(c);
        if (own instanceof Response) return own;
        const body = await bodyOf(c, actionSchema);
        if (body instanceof Response) return body;
        const done = perform(town, process, own.one, 'indiener', body.value, clock.lab());
        return 'refused' in done
          ? refuse(c, done.status, done.refused, 'Dat kan nu niet', done.detail)
          : c.json(summaryOf(process, done, 'indiener'));
      });

      app.get('/v1/gebeurtenissen', (c) => {
        const caller = authorised(c, context, process.id);
        if (caller instanceof Response) return caller;
        const after = c.req.query('na') ?? '0';
        if (!/^\d{1,9}$/.test(after))
          return refuse(c, 400, 'na', 'Ongeldige plaats', 'na is het nummer van de laatste gebeurtenis die u hebt.');
        const paging = pagingOf(c);
        if (paging instanceof Response) return paging;
        const found = eventsOf(town, process.id)
          .map((event, i) => ({ event, sequence: i + 1 }))
          .filter(({ event, sequence }) => sequence > Number(after) && event.service === caller.service)
          .slice(0, paging.limit);
        return c.json({
          gebeurtenissen: found.map(({ event, sequence }) => cloudEvent(event, sequence, base)),
          volgende: `${base}/v1/gebeurtenissen?na=${found.at(-1)?.sequence ?? after}&limit=${paging.limit}`,
        });
      });
    },
  });

/** Accounts for handing over who filed a case. */
export function accountFor(context: SystemContext, client: string, { subject }: Case, purpose: string): void {
  if (subject !== '') context.account({ client, subject, fields: ['indiener'], purpose });
}
