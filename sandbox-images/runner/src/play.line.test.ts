import { of } from '@proeftuin/contract/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { html, openStage, page } from './testing/stage.ts';
import { type Handler, ORDER } from './testing/world.ts';

const FORM = page(
  '<form method="post"><label>Straat <input name="street"></label><label>Huisnummer <input name="nr"></label><button>Verder</button></form>',
);

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('a static service is visited, its links followed, each page kept with its picture and what axe says', async () => {
  const { state, records, spool } = await stage.play(
    { scenarios: ['quick/landing'] },
    html({ '/': page('<a href="/over">Over</a><img src="/x.png">'), '/over': page('<p>Over ons</p>') }),
  );
  expect(state).toMatchObject({ state: 'done', done: 1, total: 1 });
  expect(of(records, 'scenario')[0]?.data).toMatchObject({ outcome: 'ok', facts: { links: 1 } });
  const pages = of(records, 'page');
  expect(pages.map((p) => [p.step, p.data.url, p.data.lang])).toEqual([
    ['quick/landing#1', 'http://proef.dienst.test/', 'nl'],
    ['quick/landing#2', 'http://proef.dienst.test/over', 'nl'],
  ]);
  expect(pages[0]?.data.axe?.map((a) => a.rule)).toEqual(['image-alt']);
  expect(pages[0]?.data.axePassed).toContain('html-has-lang');
  expect(pages[0]?.data.vitals?.lcp).toBeGreaterThan(0);
  const picture = spool.bytesOf(pages[0]?.data.screenshot ?? '');
  expect(
    Buffer.from(picture ?? [])
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8');
  expect([...stage.world.steps]).toEqual(expect.arrayContaining(['quick/landing#1', 'quick/landing#2']));
});

test('of a page that has more than is read, each part that was cut is named, and no other', async () => {
  const long = page(
    `<p>${'Nog een zin. '.repeat(8_000)}</p><p>Het einde</p><script>localStorage.setItem('a', 'x'.repeat(2_001))</script>`,
  );
  const { records, spool } = await stage.play({ scenarios: ['quick/landing'] }, html({ '/': long }));
  const [met] = of(records, 'page');
  expect(met?.data.cut?.toSorted()).toEqual(['aria', 'storage', 'text']);
  expect(Buffer.from(spool.bytesOf(met?.data.text ?? '') ?? []).toString()).not.toContain('Het einde');
  expect(Buffer.from(spool.bytesOf(met?.data.html ?? '') ?? []).toString()).toContain('Het einde');
  const whole = await stage.play({ scenarios: ['quick/landing'] }, html({ '/': page('<p>Kort</p>') }));
  expect(of(whole.records, 'page').map(({ data }) => data.cut)).toEqual([undefined]);
});

test('where the service sends people on to is kept with its picture, and axe does not judge it', async () => {
  const { records } = await stage.play({ scenarios: ['quick/landing'] }, (request, response) => {
    if (request.url === '/weg') return response.writeHead(302, { location: 'http://login.elders.test/' }).end();
    response.writeHead(200, { 'content-type': 'text/html' }).end(page('<a href="/weg">Weg</a>'));
  });
  const pages = of(records, 'page').map(({ data }) => data);
  expect(pages.map(({ url }) => url)).toEqual(['http://proef.dienst.test/', 'http://login.elders.test/']);
  expect(pages.map(({ axePassed }) => axePassed !== undefined)).toEqual([true, false]);
  expect(pages.every(({ screenshot }) => screenshot !== undefined)).toBe(true);
});

test('looks that leave no trace share one window; each story and each other look begins in a fresh one', async () => {
  const came: string[] = [];
  let given = 0;
  const { records } = await stage.play(
    { scenarios: ['quick/landing'], looks: ['reflow', 'zoom', 'text-spacing', 'phone'] },
    (request, response) => {
      if (request.headers.cookie === undefined) given += 1;
      const cookie = request.headers.cookie ?? `wie=${given}`;
      came.push(`${request.headers['x-proeftuin-step']} ${cookie}`);
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': cookie }).end(FORM);
    },
  );
  expect(of(records, 'look').map(({ data }) => data.outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
  const whoCame = (step: string) => new Set(came.filter((one) => one.startsWith(step)).map((one) => one.split(' ')[1]));
  expect(whoCame('quick/landing')).toEqual(new Set(['wie=1']));
  for (const look of ['reflow', 'zoom', 'text-spacing']) expect(whoCame(`look:${look}`)).toEqual(new Set(['wie=2']));
  expect(whoCame('look:phone')).toEqual(new Set(['wie=3']));
});

test('a person who reports a move fills what the manifest declares, and the town must know', async () => {
  const { records } = await stage.play({ scenarios: ['quick/report-move'] }, (request, response, body) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    if (request.method === 'POST') {
      const number = Number(new URLSearchParams(body).get('nr'));
      for (const person of stage.world.people) stage.world.moved.set(person.id, `a-${number}`);
    }
    response.end(request.method === 'POST' ? page('<p role="status">Uw aangifte is ingediend</p>') : FORM);
  });
  expect(of(records, 'scenario')[0]?.data).toMatchObject({ outcome: 'ok' });
  expect(of(records, 'step').find((s) => s.data.title === 'reports the move')?.data.facts).toMatchObject({
    fields: 2,
    typed: 2,
    prefilled: 0,
    pages: 2,
  });
  stage.world.moved.clear();
});

const TROUBLE: readonly [string, string, Handler][] = [
  [
    'nothing is registered',
    'provider:assertion',
    (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(request.method === 'POST' ? page('<p role="status">Uw aangifte is ingediend</p>') : FORM);
    },
  ],
  ['the button is missing', 'provider:locator-timeout', html({ '/verhuizen': page('<p>Later</p>') })],
  [
    'it answers 500',
    'provider:status-5xx',
    (_, response) => {
      response.writeHead(500).end('kapot');
    },
  ],
  [
    'it redirects for ever',
    'provider:redirect-loop',
    (_, response) => {
      response.writeHead(302, { location: '/verhuizen' }).end();
    },
  ],
  ['it never answers', 'provider:navigation', () => {}],
  ['it drops the connection', 'provider:navigation', (request) => request.socket.destroy()],
  ['it alerts for ever', 'provider:dialog-flood', html({ '/verhuizen': page('<script>for(;;)alert(1)</script>') })],
  [
    'it opens windows for ever',
    'provider:window-flood',
    html({ '/verhuizen': page('<script>setInterval(()=>open("/x"),20)</script>') }),
  ],
  ['it computes for ever', 'provider:navigation', html({ '/verhuizen': page('<script>for(;;);</script>') })],
  [
    'it computes for ever once it is there',
    'provider:locator-timeout',
    html({ '/verhuizen': `${FORM}<script>addEventListener('load',()=>setTimeout(()=>{for(;;);},0))</script>` }),
  ],
  [
    'it is a download',
    'provider:download',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment' }).end('PK');
    },
  ],
];

test.each(TROUBLE)("when %s, that is the service's fault: %s", async (_, cause, answer) => {
  const { state, records } = await stage.play({ scenarios: ['quick/report-move'] }, answer);
  expect(state.state).toBe('done');
  expect(of(records, 'scenario')[0]?.data).toMatchObject({ outcome: 'failed', cause });
});

test('a service that cannot report moves: not applicable', async () => {
  const { records } = await stage.play(
    { scenarios: ['quick/report-move'], service: { ...ORDER.service, capabilities: [] } },
    html({}),
  );
  expect(of(records, 'scenario')[0]?.data.outcome).toBe('not-applicable');
});
