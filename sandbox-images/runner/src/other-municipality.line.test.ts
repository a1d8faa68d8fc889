import type { IncomingMessage } from 'node:http';
import { of } from '@proeftuin/contract/evidence';
import type { PlayOrder } from '@proeftuin/contract/play';
import { listen } from '@proeftuin/municipality/listen';
import { type Municipality, openMunicipality } from '@proeftuin/municipality/open';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, page } from './testing/stage.ts';
import { type Handler, ORDER } from './testing/world.ts';

/** The scenario of two municipalities in one service, in a real browser, with a true region behind a small service. */
const KEY = 'sleutel-van-de-hendels';
const openRegion = (municipalities: string[]) =>
  openMunicipality({
    v: 1,
    profile: 'leiedal',
    municipalities,
    seed: 'streek',
    population: 3_000,
    base: 'vlavirgem.test',
    levers: KEY,
    clients: [],
    grants: [],
  });

/** A region with its levers on a port, and a stage that plays in it. */
async function openPlace(municipalities: string[]) {
  const town = await openRegion(municipalities);
  const server = await listen('tcp:127.0.0.1:0', (request) => town.control(request));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('no port');
  const stage = await openStage({ levers: { at: `http://127.0.0.1:${at.port}`, key: KEY } });
  return {
    town,
    stage,
    async close() {
      await stage.close();
      server.close();
      server.closeAllConnections();
      town.close();
    },
  };
}

let place: Awaited<ReturnType<typeof openPlace>>;
beforeAll(async () => {
  place = await openPlace(['34022', '34027']);
});
afterAll(() => place.close());

const REPORT = page('<form method="post"><label>Adres <input name="adres"></label><button>Indienen</button></form>');
const LOGIN = page(
  '<form action="http://proef.dienst.test/terug"><label>Persona <input name="persona"></label><button>Aanmelden</button></form>',
);
const service: PlayOrder['service'] = {
  ...ORDER.service,
  login: true,
  capabilities: ['moving.report', 'moving.handle'],
  intents: {
    'report-move': {
      path: '/verhuizen',
      steps: [
        {
          fields: { address: { role: 'textbox', name: 'Adres' } },
          submit: { role: 'button', name: 'Indienen' },
        },
      ],
      confirmation: { role: 'status', name: 'Ingediend' },
    },
    'handle-move': {
      path: '/loket',
      steps: [{ fields: {}, submit: { role: 'link', name: 'Openen' } }],
      confirmation: { role: 'heading', name: 'Aangifte' },
    },
  },
};

const personIn = (request: IncomingMessage): string => /wie=(p-\d+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
/** A desk that holds one report; `sees` says whether a person may see it there. */
function desk(
  { people }: Municipality['shared']['town'],
  sees: (own: boolean, where: 'list' | 'page') => boolean,
): Handler {
  let told = { address: '', by: '' };
  return (request, response, body) => {
    const url = new URL(request.url ?? '/', 'http://proef.dienst.test');
    const answer = (html: string, status = 200, headers = {}) =>
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html);
    if (String(request.headers.host).startsWith('inloggen.')) return answer(LOGIN);
    if (url.pathname === '/terug')
      return answer('', 303, { location: '/wie', 'set-cookie': `wie=${url.searchParams.get('persona')}; path=/` });
    if (url.pathname === '/wie') return answer(page(`Dag ${personIn(request)}`));
    const person = personIn(request);
    if (person === '') return answer('', 303, { location: 'http://inloggen.dienst.test/' });
    if (url.pathname === '/verhuizen' && request.method === 'POST') {
      told = { address: new URLSearchParams(body).get('adres') ?? '', by: person };
      return answer(page('<p role="status">Ingediend</p>'));
    }
    if (url.pathname === '/verhuizen') return answer(REPORT);
    // Everybody of these stories lives and works, or moves, within one municipality.
    const own = people.worksFor(person) === placeOf(told.by);
    if (url.pathname === '/loket')
      return answer(page(sees(own, 'list') ? `<p>${told.address} <a href="/loket/1">Openen</a></p>` : '<p>Niets.</p>'));
    return sees(own, 'page') ? answer(page(`<h2>Aangifte</h2><p>${told.address}</p>`)) : answer(page('Weg'), 404);
  };
  function placeOf(id: string): string | undefined {
    return people.byId(id)?.address?.nis;
  }
}

async function play(sees: Parameters<typeof desk>[1], { stage, town } = place) {
  const order = { service, scenarios: ['moving/other-municipality'] };
  const { records } = await stage.play(order, desk(town.shared.town, sees));
  const [scenario] = of(records, 'scenario');
  return scenario?.data;
}

test('a service that keeps them apart', async () => {
  expect(await play((own) => own)).toMatchObject({ outcome: 'ok', facts: { listed: false, opened: false } });
});

describe('a service that does not', () => {
  test.each([
    ['in its list', (own: boolean, where: string) => own || where === 'list', { listed: true, opened: false }],
    ['on its page', (own: boolean, where: string) => own || where === 'page', { listed: false, opened: true }],
  ])('%s', async (_, sees, facts) => {
    expect(await play(sees)).toMatchObject({ outcome: 'ok', facts });
  });
});

test('a service in which nobody finds the report did not do its task', async () => {
  expect(await play(() => false)).toMatchObject({ outcome: 'failed', cause: 'provider:locator-timeout' });
});

test('in one municipality alone there is nothing to play', async () => {
  const alone = await openPlace(['34022']);
  try {
    expect(await play((own) => own, alone)).toMatchObject({ outcome: 'not-applicable' });
  } finally {
    await alone.close();
  }
});
