import { Hono } from 'hono';
import { html } from 'hono/html';
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

/** `www.<base>`: what the municipality offers, with calls that work. */
export function indexPage(systems: readonly Mounted[], shared: Shared): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();
  const names = shared.town.municipalities.map(({ name }) => name);
  const listOf = () =>
    systems.map(({ name, system, context }) => ({
      name,
      title: system.title,
      standard: system.standard,
      url: `${context.origin(system.host)}${system.path ?? '/'}`,
      examples: [...(system.examples?.(context) ?? []), ...described(system)].map((example) => ({
        title: example.title,
        // The token itself is the service's own; the page is open.
        command: curl(example, context.origin(system.host), '$TOKEN'),
      })),
    }));
  // Examples look people and enterprises up: not before somebody opens the page.
  let made: ReturnType<typeof listOf> | undefined;
  app.get('/', (c) => {
    made ??= listOf();
    const list = made;
    if ((c.req.header('accept') ?? '').includes('application/json'))
      return c.json({ municipality: names, systems: list });
    return c.html(html`<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Gemeente ${names[0]}: diensten</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{background:#f2f2f2;padding:.5rem;overflow:auto}</style></head>
<body><main><h1>Virtuele gemeente ${names.join(', ')}</h1>
<p>Profiel ${shared.town.profile}, ${shared.town.people.count} inwoners, stad op ${shared.town.date}. Niets hier is echt.</p>
${list.map(
  (s) => html`<section><h2>${s.title}</h2><p>${s.standard} · <a href="${s.url}">${s.url}</a></p>
${s.examples.map((e) => html`<p>${e.title}</p><pre>${e.command}</pre>`)}</section>`,
)}
</main></body></html>`);
  });
  return app;
}
