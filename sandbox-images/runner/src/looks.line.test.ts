import { of } from '@proeftuin/contract/evidence';
import { LOOKS, type LookData, type LookId } from '@proeftuin/contract/looks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, page } from './testing/stage.ts';
import type { Handler } from './testing/world.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What one look sees of a service. */
async function seen<K extends LookId>(look: K, service: Handler): Promise<LookData<K>> {
  const { records } = await stage.play({ looks: [look] }, service);
  const [record] = of(records, 'look');
  expect(record?.data).toMatchObject({ outcome: 'ok' });
  return LOOKS[look].parse(record?.data.data) as LookData<K>;
}

const fields = (values: URLSearchParams) =>
  `<label>Straat <input name="street" value="${values.get('street') ?? ''}"></label><label>Huisnummer <input name="nr" value="${values.get('nr') ?? ''}"></label>`;
const BUTTON = '<button>Verder</button>';

/** A form that leads to its confirmation, as `draw` draws it; `kept`: it remembers what was filled. */
function desk(draw: (fields: string) => string, { kept = true, head = '' } = {}): Handler {
  let draft = new URLSearchParams();
  return (request, response, body) => {
    const send = (status: number, markup: string, headers = {}) => {
      response.writeHead(status, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "style-src 'self' 'unsafe-inline'; script-src 'unsafe-inline'",
        ...headers,
      });
      response.end(page(`${head}${markup}`));
    };
    if (request.url === '/klaar') return send(200, '<p role="status">Uw aangifte is ingediend</p>');
    if (request.method === 'POST') {
      if (kept) draft = new URLSearchParams(body);
      return send(303, '', { location: '/klaar' });
    }
    return send(
      request.url === '/' || request.url === '/verhuizen' ? 200 : 404,
      `<form method="post" action="/verhuizen">${draw(fields(draft))}</form>`,
    );
  };
}

const sound = () => desk((all) => all + BUTTON);
const MOUSE = `<div role="button" onclick="this.closest('form').submit()">Verder</div>`;

test('by keyboard: a sound form is filled and sent, each stop shows where one is', async () => {
  const look = await seen('keyboard', sound());
  expect(look).toMatchObject({ intent: 'report-move', completed: true, unreached: [] });
  expect(look.stops.map((stop) => stop.name)).toContain('button "Verder"');
  expect(look.stops.filter((stop) => !stop.visible)).toEqual([]);
});

test('by keyboard: what only a mouse can press is never reached', async () => {
  const look = await seen(
    'keyboard',
    desk((all) => all + MOUSE),
  );
  expect(look).toMatchObject({ completed: false, stuck: expect.stringContaining('button "Verder"') });
  expect(look.unreached.map(({ name }) => name)).toContain('button "Verder"');
});

test('by keyboard: a focus that cannot be seen is told', async () => {
  const look = await seen(
    'keyboard',
    desk((all) => `<style>*:focus{outline:none!important}</style>${all}${BUTTON}`),
  );
  expect(look.stops.filter((stop) => !stop.visible).length).toBeGreaterThan(0);
});

test('by keyboard: a field that holds the focus is a trap', async () => {
  const trap = '<input aria-label="Val" onkeydown="if(event.key===\'Tab\')event.preventDefault()">';
  const look = await seen(
    'keyboard',
    desk((all) => trap + all + BUTTON),
  );
  expect(look.trap?.name).toBe('textbox "Val"');
  expect(look.completed).toBe(false);
});

test('wider letters: text in a box of fixed height is cut off, other text is not', async () => {
  const box = (style: string) =>
    `<style>${style}</style><div class="box">Wie ruimere letters nodig heeft, leest dit.</div>`;
  const fixed = box('.box{line-height:1.2;height:1.2em;overflow:hidden}');
  const cut = await seen(
    'text-spacing',
    desk((all) => fixed + all + BUTTON),
  );
  expect(cut.pages.flatMap((p) => p.clipped.map(({ name }) => name.slice(0, 8)))).toContain('div Wie ');
  const free = await seen(
    'text-spacing',
    desk((all) => box('') + all + BUTTON),
  );
  expect(free.pages.flatMap((p) => p.clipped)).toEqual([]);
});

test('enlarged: a button that goes away is lost, unless another opens it', async () => {
  const style =
    '<style>@media (max-width: 700px){button.extra{display:none}} @media (min-width: 700px){summary{display:none}}</style>';
  const extra = '<button type="button" class="extra">Hulp</button>';
  const lost = await seen(
    'zoom',
    desk((all) => style + extra + all + BUTTON),
  );
  expect(lost.pages.flatMap((p) => p.lost.map(({ name }) => name))).toContain('button "Hulp"');
  const menu = '<details><summary>Meer</summary><a href="/">Hulp</a></details>';
  const moved = await seen(
    'zoom',
    desk((all) => style + menu + extra + all + BUTTON),
  );
  expect(moved.pages.flatMap((p) => p.lost)).toEqual([]);
});

test('on a phone: the task is done; without a viewport the page is wider than the screen', async () => {
  const meta = '<meta name="viewport" content="width=device-width">';
  const good = await seen(
    'phone',
    desk((all) => all + BUTTON, { head: meta }),
  );
  expect(good).toMatchObject({ completed: true });
  expect(good.pages.filter((p) => p.scrollWidth > p.width)).toEqual([]);
  const wide = await seen('phone', sound());
  expect(wide.pages.some((p) => p.scrollWidth > p.width)).toBe(true);
});

test('a confirmation that is asked again tells the town nothing new', async () => {
  const look = await seen('back-reload', sound());
  expect(look.attempts).toMatchObject([{ what: 'reload-confirmation', usable: true, emptied: [], extra: 0 }]);
});

test('input: a parameter that opens files, writes headers or runs as a template is found in the links of a page', async () => {
  const look = await seen('injection', (request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://proef.dienst.test');
    const name = searchParams.get('stuk') ?? '';
    if (pathname === '/stuk' && name.includes('etc/passwd')) return response.end('root:x:0:0:root:/root:/bin/sh\n');
    if (name.includes('\r\n')) response.setHeader(name.split('\r\n')[1]?.split(':')[0] ?? 'x', 'ja');
    response.setHeader('content-type', 'text/html');
    response.end(page(`<a href="/stuk?stuk=1">Stuk</a>${name === '{{1931*2437}}' ? 4705847 : ''}`));
  });
  const hits = look.attempts.filter((attempt) => attempt.hit);
  expect(new Set(hits.map(({ kind, parameter }) => `${kind} ${parameter}`))).toEqual(
    new Set(['path stuk', 'header stuk', 'template stuk']),
  );
});

test('load: a service that falls over at a large body is told from one that refuses it', async () => {
  let down = false;
  const weak = await seen('load', (request, response, body) => {
    if (body.length > 1_000_000) down = true;
    if (down) request.socket.destroy();
    else response.end('ok');
  });
  expect(weak.attempts.find(({ what }) => what === 'large-body')).toMatchObject({ answered: false });
  const strong = await seen('load', (_, response, body) => response.writeHead(body.length > 1000 ? 413 : 200).end());
  expect(strong.attempts.map(({ what, answered }) => [what, answered])).toEqual(
    ['large-body', 'deep-json', 'bomb', 'slow-client', 'burst'].map((what) => [what, true]),
  );
  expect(strong.attempts.at(-1)).toMatchObject({ sent: 200, served: 200 });
});
