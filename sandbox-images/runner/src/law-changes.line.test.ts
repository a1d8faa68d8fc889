import { of } from '@proeftuin/contract/evidence';
import { listen } from '@proeftuin/municipality/listen';
import { type Municipality, openMunicipality } from '@proeftuin/municipality/open';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openStage, page } from './testing/stage.ts';
import { type Handler, ORDER } from './testing/world.ts';

/** The scenario of the law that changes, in a real browser, with a true municipality behind a small service. */
const BASE = 'vlavirgem.test';
const TOKEN = 'token-proef';
const KEY = 'sleutel-van-de-hendels';
const lever = (path: string, method = 'GET') =>
  town.control(new Request(`http://lab${path}`, { method, headers: { authorization: `Bearer ${KEY}` } }));
const refusal = z.looseObject({ detail: z.string().default('') });
const rules = z.looseObject({ regels: z.tuple([z.looseObject({ waarden: z.looseObject({ maxDagen: z.number() }) })]) });

let town: Municipality;
let stage: Awaited<ReturnType<typeof openStage>>;
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  town = await openMunicipality({
    v: 1,
    profile: 'aalter',
    seed: 'wet',
    population: 300,
    base: BASE,
    levers: KEY,
    clients: [],
    grants: [{ service: 'proef', token: TOKEN, registers: ['inname'] }],
  });
  server = await listen('tcp:127.0.0.1:0', (request) => town.control(request));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  stage = await openStage({ levers: { at: `http://127.0.0.1:${at.port}`, key: KEY } });
});
afterAll(async () => {
  await stage.close();
  server.close();
  server.closeAllConnections();
  town.close();
});
beforeEach(async () => {
  await lever('/reset', 'POST');
});

const ask = async (path: string, body?: unknown): Promise<Response> =>
  town.fetch(
    new Request(`https://inname.${BASE}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    }),
  );
/** Files what a form says for the first resident who lives alone, as the actor of the story is. */
async function file(form: URLSearchParams): Promise<Response> {
  const [who] = town.shared.town.people.select({ household: 1, adult: true }, 1);
  const iso = (name: string) => (form.get(name) ?? '').split('/').reverse().join('-');
  return ask('/v1/zaken', {
    insz: who?.insz,
    adres: who?.address?.uri,
    soort: 'container',
    van: iso('van'),
    tot: iso('tot'),
    oppervlakte: 10,
  });
}
const FORM = page(
  '<form method="post"><label>Van <input name="van"></label><label>Tot en met <input name="tot"></label><button>Aanvragen</button></form>',
);
const DONE = page('<p role="status">Uw aanvraag is ingediend</p>');
const wrong = (why: string) => page(`<p role="alert">${why}</p>`);

/** A service whose answer to a form is this. */
const desk =
  (answer: (form: URLSearchParams) => Promise<string>): Handler =>
  (request, response, body) => {
    const made = request.method === 'POST' ? answer(new URLSearchParams(body)) : Promise.resolve(FORM);
    made.then(
      (html) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
      () => response.writeHead(500).end(),
    );
  };
const play = async (service: Handler, capabilities = ['inname.request']) => {
  const intent = {
    path: '/inname',
    steps: [
      {
        fields: { from: { role: 'textbox', name: 'Van' }, until: { role: 'textbox', name: 'Tot en met' } },
        submit: { role: 'button', name: 'Aanvragen' },
      },
    ],
    confirmation: { role: 'status', name: 'Uw aanvraag is ingediend' },
  } as const;
  const { records } = await stage.play(
    {
      scenarios: ['inname/law-changes'],
      service: {
        ...ORDER.service,
        capabilities,
        intents: { 'request-inname': { ...intent, steps: [...intent.steps] } },
      },
    },
    service,
  );
  return of(records, 'scenario')[0]?.data;
};

test('a service that tells what the municipality says follows', async () => {
  const ending = await play(
    desk(async (form) => {
      const answer = await file(form);
      return answer.status === 201 ? DONE : wrong(refusal.parse(await answer.json()).detail);
    }),
  );
  expect(ending).toMatchObject({ outcome: 'ok', facts: { refused: true, told: true } });
});

test('so does one that asks for the rule of the day before it files', async () => {
  const day = (text: string | null) => Date.parse((text ?? '').split('/').reverse().join('-'));
  const ending = await play(
    desk(async (form) => {
      const { vandaag } = z.looseObject({ vandaag: z.string() }).parse(await (await ask('/v1/regels')).json());
      const { regels } = rules.parse(await (await ask(`/v1/regels?op=${vandaag}`)).json());
      const most = regels[0].waarden.maxDagen;
      if ((day(form.get('tot')) - day(form.get('van'))) / 86_400_000 + 1 > most)
        return wrong(`Hoogstens ${most} dagen.`);
      await file(form);
      return DONE;
    }),
  );
  expect(ending).toMatchObject({ outcome: 'ok', facts: { refused: true, told: true } });
});

describe('a service does not follow', () => {
  test('when it says yes to what the municipality refused', async () => {
    const ending = await play(
      desk(async (form) => {
        await file(form);
        return DONE;
      }),
    );
    expect(ending).toMatchObject({
      outcome: 'failed',
      cause: 'provider:assertion',
      message: expect.stringMatching(/30 days was confirmed, though the rule of today says 15/),
      facts: { refused: false },
    });
  });

  test('when it only says that something went wrong', async () => {
    const ending = await play(
      desk(async (form) =>
        (await file(form)).status === 201 ? DONE : wrong('Er ging iets mis. Probeer later opnieuw.'),
      ),
    );
    expect(ending).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(/does not say that 15 days are the most now/),
      facts: { refused: true, told: false },
    });
  });
});

test('to a service that does not offer it the story does not apply, and says why', async () => {
  expect(
    await play(
      desk(async () => DONE),
      ['moving.report'],
    ),
  ).toMatchObject({
    outcome: 'not-applicable',
    message: 'the service does not say that it can do inname.request',
  });
});

test('after the story clock and rules are as they were', async () => {
  const { clock } = town.shared;
  const before = clock.now() - Date.now();
  await play(desk(async (form) => ((await file(form)).status === 201 ? DONE : wrong('Hoogstens 15 dagen.'))));
  expect(Math.abs(clock.now() - Date.now() - before)).toBeLessThan(60_000);
  const tomorrow = z
    .looseObject({ rules: z.array(z.looseObject({ values: z.looseObject({ maxDagen: z.number() }) })) })
    .parse(await (await lever('/rules/inname')).json());
  expect(tomorrow.rules.at(-1)?.values.maxDagen).toBe(60);
});
