import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Shared } from './context.ts';
import type { Mounted } from './server.ts';
import type { Bindings, Example } from './system.ts';

export const INDEX_HOST = 'www';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** An example as a command that can be pasted; `token` may be a variable of the shell, which expands it. */
export function curl(example: Example, origin: string, token: string): string {
  const method = example.method === undefined || example.method === 'GET' ? [] : ['-X', example.method];
  const headers = Object.entries(example.headers ?? {}).flatMap(([k, v]) => [
    '-H',
    quote(`${k}: ${v}`).replace('{token}', `'"${token}"'`),
  ]);
  const body = example.body === undefined ? [] : ['-d', quote(example.body)];
  return ['curl', '-s', ...method, ...headers, ...body, quote(`${origin}${example.path}`)].join(' ');
}

/** The call for its OpenAPI document, where a system has one. */
const described = ({ operations, path = '' }: Mounted['system']): Example[] =>
  operations === undefined ? [] : [{ title: 'Alles wat gevraagd kan worden (OpenAPI)', path: `${path}/openapi.json` }];

const asksToken = ({ headers }: Example): boolean => Object.values(headers ?? {}).some((v) => v.includes('{token}'));

/** What a browser can open of a system: few of them have a page at their root. */
const openable = (examples: readonly Example[]): Example | undefined =>
  examples.find(({ method, headers, body }) => method === undefined && headers === undefined && body === undefined);

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:break-word;color:#1f2a36;background:#fff}
pre{background:#f2f2f2;padding:.5rem;overflow:auto}:focus-visible{outline:3px solid #c04a00;outline-offset:2px}`;

/** `www.<base>`: what the municipality offers, with calls that work. */
export function indexPage(systems: readonly Mounted[], shared: Shared): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();
  const names = shared.town.municipalities.map(({ name }) => name);
  const granted = new Set(shared.config.grants.flatMap(({ registers }) => registers));
  const listOf = () =>
    systems.map(({ name, system, context }) => {
      const origin = context.origin(system.host);
      const examples = [...(system.examples?.(context) ?? []), ...described(system)];
      const open = openable(examples);
      return {
        name,
        title: system.title,
        standard: system.standard,
        url: `${origin}${system.path ?? '/'}`,
        open: open === undefined ? undefined : `${origin}${open.path}`,
        /** Does some service's token open it? Left out where none is asked for. */
        ...(examples.some(asksToken) ? { declared: granted.has(name) } : {}),
        // The token itself is the service's own; the page is open.
        examples: examples.map((one) => ({ title: one.title, command: curl(one, origin, '$TOKEN') })),
      };
    });
  // Examples look people and enterprises up: not before somebody opens the page.
  let made: ReturnType<typeof listOf> | undefined;
  app.get('/', (c) => {
    made ??= listOf();
    const list = made;
    if ((c.req.header('accept') ?? '').includes('application/json'))
      return c.json({ municipality: names, systems: list });
    return c.html(html`<!doctype html>
<html lang="nl-BE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gemeente ${names[0]}: diensten</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body><main><h1>Virtuele gemeente ${names.join(', ')}</h1>
<p>Profiel ${shared.town.profile}, ${shared.town.people.count} inwoners, stad op ${shared.town.date}. Niets hier is echt.</p>
<p>In de voorbeelden is <code>$TOKEN</code> het token van uw dienst: <code>proeftuin dev</code> drukt het af, en in een zandbak staat het in de
variabele die uw manifest ervoor noemt. Zet het eerst in uw shell: <code>TOKEN=…</code></p>
${list.map(
  (
    s,
  ) => html`<section><h2>${s.title}</h2><p>${s.standard} · <code>${s.url}</code>${s.open === undefined ? '' : html` · <a href="${s.open}">bekijk ${s.open}</a>`}</p>
${s.declared === false ? html`<p>Geen dienst vroeg dit register aan: wat een token vraagt, antwoordt 403 tot het bij <code>resources</code> in <code>proeftuin.yaml</code> staat.</p>` : ''}
${s.examples.map((e) => html`<p>${e.title}</p><pre tabindex="0">${e.command}</pre>`)}</section>`,
)}
</main></body></html>`);
  });
  return app;
}
