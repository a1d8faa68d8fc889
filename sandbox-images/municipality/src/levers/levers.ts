import {
  type AddressSeen,
  type DossierSeen,
  faultSchema,
  HOSTILE_MODES,
  type MunicipalitySeen,
  type PersonSeen,
  selectionSchema,
} from '@proeftuin/contract/municipality';
import { evidenceRoutes } from '@proeftuin/contract/spool';
import { Hono } from 'hono';
import * as z from 'zod';
import { type Shared, same } from '../context.ts';
import type { Faults } from '../faults.ts';
import { dossiersOf } from '../systems/dossiers/records.ts';
import { NobodyFits } from '../town/town.ts';
import type { Person } from '../town/types.ts';
import { accountRoutes } from './account.ts';
import { handoverLevers } from './handovers.ts';
import { notificationLevers } from './notifications.ts';
import { processLevers } from './processes.ts';
import { registerRoutes } from './registers.ts';

/** Only what the contract names leaves by the levers. */
export const addressSeen = (a: AddressSeen): AddressSeen => ({
  id: a.id,
  uri: a.uri,
  street: a.street,
  houseNumber: a.houseNumber,
  box: a.box,
  postalCode: a.postalCode,
  municipality: a.municipality,
});
export const personSeen = (p: Person): PersonSeen => ({
  id: p.id,
  insz: p.insz,
  givenName: p.givenName,
  familyName: p.familyName,
  birthDate: p.birthDate,
  sex: p.sex,
  tags: p.tags,
  household: p.household,
  address: p.address === null ? null : addressSeen(p.address),
});

const clockSchema = z.strictObject({
  set: z.iso.datetime({ offset: true }).optional(),
  advance: z.number().optional(),
  speed: z.number().min(0).max(100_000).optional(),
});
const peopleSchema = z.strictObject({ select: selectionSchema, count: z.int().min(1).max(1000).default(1) });
const addressSchema = z.xor([
  z.strictObject({ status: z.enum(['voorgesteld', 'inGebruik', 'gehistoreerd', 'afgekeurd']) }),
  z.strictObject({ official: z.boolean() }),
]);
const modeSchema = z.strictObject({ mode: z.enum(['good', ...HOSTILE_MODES]) });

/**
 * The lab's side of the municipality: evidence, which only the gateway's hub has a way to, and levers, for who has their key
 * (contract/municipality.ts lists them).
 */
export function labSide(shared: Shared, faults: Faults): Hono {
  const { town, spool } = shared;
  const facts = () => ({ profile: town.profile, seed: town.seed, date: town.date, residents: town.people.count });
  return new Hono().route('/', evidenceRoutes(spool, facts)).route('/', levers(shared, faults));
}

function levers(shared: Shared, faults: Faults): Hono {
  const { town, clock, loginMode, remembered } = shared;
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof NobodyFits) {
      const why = `${error.message}; ${error.near()}`;
      return c.json({ why, condition: error.condition }, 404);
    }
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: error.message }, 400);
    console.error(`levers: ${error.stack ?? error.message}`);
    return c.json({ error: error.message }, 500);
  });
  app.use('*', async (c, next) => {
    const { levers: key } = shared.config;
    const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    if (key !== undefined && given !== undefined && same(key, given)) return next();
    return c.json({ error: 'the levers ask for their key' }, 401, { 'www-authenticate': 'Bearer' });
  });
  const time = () => ({ lab: clock.lab(), town: clock.town(), speed: clock.speed });

  app.get('/clock', (c) => c.json(time()));
  app.post('/clock', async (c) => {
    clock.turn(clockSchema.parse(await c.req.json()));
    return c.json(time());
  });
  app.get('/faults', (c) => c.json({ faults: faults.list() }));
  app.post('/faults', async (c) => c.json({ id: faults.add(faultSchema.parse(await c.req.json())) }));
  app.delete('/faults/:id', (c) =>
    faults.end(c.req.param('id')) ? c.body(null, 204) : c.json({ error: 'no such fault' }, 404),
  );
  app.delete('/faults', (c) => {
    faults.endAll();
    return c.body(null, 204);
  });
  app.post('/reset', (c) => {
    town.reset();
    faults.reset();
    shared.accounts.clear();
    loginMode.mode = 'good';
    return c.json({ cut: town.happened.cut() });
  });
  app.post('/people', async (c) => {
    const { select, count } = peopleSchema.parse(await c.req.json());
    return c.json({ people: town.people.select(select, count).map(personSeen) });
  });
  app.get('/municipalities', (c) => {
    const municipalities: MunicipalitySeen[] = town.municipalities.map(({ nis, name }) => ({ nis, name }));
    return c.json({ municipalities });
  });
  app.get('/people/:id', (c) => {
    const person = town.people.byId(c.req.param('id'));
    return person === undefined ? c.json({ why: 'nobody has that id' }, 404) : c.json(personSeen(person));
  });
  app.get('/vacant', (c) => {
    const count = z.coerce
      .number()
      .int()
      .min(1)
      .max(10_000)
      .parse(c.req.query('count') ?? 1);
    return c.json({ addresses: town.addresses.vacant(count).map(addressSeen) });
  });
  app.post('/addresses/:id', async (c) => {
    const change = addressSchema.parse(await c.req.json());
    try {
      const { id, status, official, version } = town.changeAddress('adressen', c.req.param('id'), change, clock.lab());
      return c.json({ id, status, official, version });
    } catch (error) {
      if (error instanceof RangeError) return c.json({ why: error.message }, 409);
      throw error;
    }
  });
  app.get('/dossiers', (c) => {
    const subject = c.req.query('subject');
    const dossiers: DossierSeen[] = dossiersOf(town)
      .filter((d) => subject === undefined || d.subject === subject)
      .map(({ id, service, subject: s, product, status, at }) => ({ id, service, subject: s, product, status, at }));
    return c.json({ dossiers });
  });
  app.route('/', processLevers(shared));
  app.get('/tags', (c) => c.json({ tags: Object.fromEntries(town.people.tags()) }));
  app.get('/search', (c) => {
    const text = c.req.query('q') ?? '';
    const answer = remembered.of(`search ${text}`, () =>
      JSON.stringify({
        people: town.people.search(text, 50).map(personSeen),
        addresses: town.addresses.search(text, 50).map(addressSeen),
      }),
    );
    return c.body(answer, 200, { 'content-type': 'application/json' });
  });
  app.post('/login-mode', async (c) => {
    loginMode.mode = modeSchema.parse(await c.req.json()).mode;
    return c.json({ mode: loginMode.mode });
  });
  app.route('/', registerRoutes(town.happened));
  app.route('/', accountRoutes(shared));
  app.route('/', notificationLevers(shared));
  app.route('/', handoverLevers(shared));
  return app;
}
