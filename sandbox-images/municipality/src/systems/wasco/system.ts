import type { Context as HttpContext } from 'hono';
import * as z from 'zod';
import type { Context } from '../../context.ts';
import { once } from '../../once.ts';
import { authorised, bodyOf, refuse } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { validInsz } from '../../town/numbers/insz.ts';
import { recordOf } from '../personen/records.ts';
import { linkOf, receiverOf } from './link.ts';
import { arrival, PAGE_HEADERS } from './page.ts';
import { PURPOSES } from './purposes.ts';
import { type Handover, handoverOf, issue, redeem, stateOf, TOWN } from './records.ts';
import {
  type Asked,
  handoverSchema,
  issuedSchema,
  keysSchema,
  purposesSchema,
  redeemedSchema,
  redeemSchema,
} from './schema.ts';
import { keysOf, readToken } from './token.ts';

const shown = (handover: Handover, at: number) => ({
  id: handover.id,
  ontvanger: handover.to,
  doel: handover.purpose,
  geldigTot: handover.expires,
  toestand: stateOf(handover, at),
});

type Refusal = readonly [status: 400 | 403 | 404 | 409 | 410, name: string, title: string, detail: string];
const FORGED: Refusal = [
  400,
  'overdracht-ongeldig',
  'Ongeldige overdracht',
  'De gemeente heeft deze overdracht niet ondertekend.',
];
const ELSEWHERE: Refusal = [403, 'andere-ontvanger', 'Andere ontvanger', 'Deze overdracht is voor een andere dienst.'];
const UNKNOWN: Refusal = [404, 'onbekende-overdracht', 'Onbekende overdracht', 'Deze overdracht is er niet.'];
const USED: Refusal = [
  409,
  'overdracht-gebruikt',
  'Overdracht gebruikt',
  'Een overdracht kan één keer worden ingewisseld.',
];
const LATE: Refusal = [410, 'overdracht-verlopen', 'Overdracht verlopen', 'Laat de burger opnieuw vertrekken.'];

/** Takes a hand-over for a receiver, and accounts for what it is then told; or says why not. */
async function taken(
  context: Context,
  keys: ReturnType<typeof keysOf>,
  token: string,
  receiver: string,
): Promise<Handover | Refusal> {
  const { town, clock } = context;
  const read = await readToken(keys, token);
  if (read === undefined) return FORGED;
  if (read.audience !== receiver) return ELSEWHERE;
  const known = handoverOf(town, read.id);
  if (known === undefined) return UNKNOWN;
  const state = stateOf(known, clock.now());
  if (state !== 'uitgegeven') return state === 'ingewisseld' ? USED : LATE;
  return redeem(town, known, clock.now());
}

const isRefusal = (value: Handover | Refusal): value is Refusal => Array.isArray(value);

/** Hand-over of a person's context between two services, by a link that works once and shortly. */
export default defineSystem({
  host: 'wasco',
  title: 'Overdracht tussen diensten (WASCO)',
  standard: 'Naar de doelen van WASCO; er is geen gepubliceerd formaat',
  operations: [
    {
      method: 'post',
      path: '/v1/overdrachten',
      title: 'Iemand overdragen',
      body: handoverSchema,
      answers: { 201: issuedSchema.required() },
    },
    {
      method: 'post',
      path: '/v1/overdrachten/inwisselen',
      title: 'Een overdracht inwisselen, één keer',
      body: redeemSchema,
      answers: { 200: redeemedSchema },
    },
    {
      method: 'get',
      path: '/v1/overdrachten/{id}',
      title: 'Wat er van een eigen overdracht werd',
      answers: { 200: issuedSchema },
    },
    {
      method: 'get',
      path: '/v1/sleutels',
      title: 'De sleutel van overdrachten',
      token: false,
      answers: { 200: keysSchema },
    },
    {
      method: 'get',
      path: '/v1/doelen',
      title: 'Waarvoor, en met welke gegevens',
      token: false,
      answers: { 200: purposesSchema },
    },
    {
      method: 'get',
      path: '/aankomst',
      title: 'Het loket van de gemeente, voor een browser',
      token: false,
      query: z.object({ overdracht: z.string() }),
      answers: { 200: null },
    },
  ],
  examples: ({ town }) => {
    const [person] = town.people.select({ adult: true }, 1);
    const asked: Asked = {
      insz: person?.insz ?? '',
      ontvanger: TOWN,
      doel: 'adreswijziging-melden',
      context: { product: '1152' },
    };
    return [
      {
        title: 'Iemand overdragen aan het loket van de gemeente',
        method: 'POST',
        path: '/v1/overdrachten',
        headers: { authorization: 'Bearer {token}', 'content-type': 'application/json' },
        body: JSON.stringify(asked),
      },
      { title: 'De sleutel waarmee overdrachten zijn ondertekend', path: '/v1/sleutels' },
      { title: 'Waarvoor iemand overgedragen kan worden, en met welke gegevens', path: '/v1/doelen' },
    ];
  },
  routes(app, context) {
    const { town, clock, config } = context;
    const keys = once(() => keysOf(config.seed));
    const no = (c: HttpContext, [status, name, title, detail]: Refusal) => refuse(c, status, name, title, detail);

    app.get('/v1/sleutels', (c) => c.json({ keys: [keys().public] }, 200, { 'cache-control': 'public, max-age=300' }));
    app.get('/v1/doelen', (c) =>
      c.json({
        doelen: Object.entries(PURPOSES).map(([doel, { title, fields }]) => ({ doel, titel: title, velden: fields })),
      }),
    );

    app.post('/v1/overdrachten', async (c) => {
      const caller = authorised(c, context, 'wasco');
      if (caller instanceof Response) return caller;
      const body = await bodyOf(c, handoverSchema);
      if (body instanceof Response) return body;
      const { insz, ontvanger, doel, context: along } = body.value;
      if (!validInsz(insz))
        return refuse(c, 400, 'insz-controlegetal', 'Ongeldig INSZ', 'Het controlegetal klopt niet.');
      const person = town.people.byInsz(insz);
      if (person === undefined) return refuse(c, 422, 'onbekend-insz', 'Onbekend INSZ', 'Niemand heeft dit nummer.');
      if (ontvanger === caller.service || receiverOf(context, ontvanger) === undefined)
        return refuse(
          c,
          422,
          'onbekende-ontvanger',
          'Onbekende ontvanger',
          'Geen andere dienst met die naam neemt aan.',
        );
      const asked = { from: caller.service, to: ontvanger, subject: person.id, purpose: doel, context: along };
      const handover = issue(town, asked, clock.now());
      const link = await linkOf(context, keys(), handover);
      const location = `${context.origin('wasco')}/v1/overdrachten/${handover.id}`;
      return c.json({ ...shown(handover, clock.now()), link }, 201, { location, 'cache-control': 'no-store' });
    });

    app.post('/v1/overdrachten/inwisselen', async (c) => {
      const caller = authorised(c, context, 'wasco');
      if (caller instanceof Response) return caller;
      const body = await bodyOf(c, redeemSchema);
      if (body instanceof Response) return body;
      const handover = await taken(context, keys(), body.value.overdracht, caller.service);
      if (isRefusal(handover)) return no(c, handover);
      const person = town.people.byId(handover.subject);
      if (person === undefined) throw new Error('a resident left the town while being handed over');
      const { fields } = PURPOSES[handover.purpose];
      const told = ['insz', ...fields];
      context.account({ client: caller.service, subject: person.id, fields: told, purpose: handover.purpose });
      const { id, from, purpose, context: along } = handover;
      return c.json({ id, afzender: from, doel: purpose, context: along, persoon: recordOf(person, fields) }, 200, {
        'cache-control': 'no-store',
      });
    });

    app.get('/v1/overdrachten/:id', (c) => {
      const caller = authorised(c, context, 'wasco');
      if (caller instanceof Response) return caller;
      const known = handoverOf(town, c.req.param('id'));
      return known === undefined || known.from !== caller.service ? no(c, UNKNOWN) : c.json(shown(known, clock.now()));
    });

    app.get('/aankomst', async (c) => {
      const handover = await taken(context, keys(), c.req.query('overdracht') ?? '', TOWN);
      if (isRefusal(handover)) return c.html(arrival(handover[2], handover[3]), handover[0], PAGE_HEADERS);
      const text = `U komt van ${handover.from}. Waarvoor: ${PURPOSES[handover.purpose].title.toLowerCase()}.`;
      return c.html(arrival('Welkom bij de gemeente', text), 200, PAGE_HEADERS);
    });
  },
});
