import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { Hono, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { page } from './pages.ts';
import type { Parts } from './parts.ts';
import { plantedFiles } from './planted-files.ts';
import type { Sessions } from './sessions.ts';

/** Pages that only planted defects have: never there in earnest. */
export function plantedRoutes(app: Hono, { config, planted, database }: Parts, sessions: Sessions): void {
  plantedFiles(app, planted);
  if (planted('many-pages'))
    app.get('/verhuizen/uitleg/:n{[1-6]}', (c) => {
      const n = Number(c.req.param('n'));
      const to = n === 6 ? '/verhuizen/datum' : `/verhuizen/uitleg/${n + 1}`;
      const content = html`<p>Lees dit eerst. Er zijn zes delen.</p><form action="${to}"><button>Verder</button></form>`;
      return c.html(page({ title: `Uitleg ${n}`, planted }, content));
    });
  if (planted('stray-file')) app.get('/.env', (c) => c.text(`DATABASE_URL=${config.DATABASE_URL}\n`));
  if (planted('reflects'))
    app.get('/zoeken', (c) =>
      c.html(
        `<html lang="nl"><title>Zoeken</title><main><h1>Zoeken</h1><p>U zocht: ${c.req.query('q') ?? ''}</p></main></html>`,
      ),
    );
  if (planted('sql-in-query')) {
    app.get('/zoek-aangifte', async (c) => {
      const { rows } = await database.pool.query(
        `select id from reports where address like '%${c.req.query('q') ?? ''}%'`,
      );
      return c.text(String(rows.length));
    });
  }
  if (planted('mouse-only')) {
    app.get('/knop.js', (c) =>
      c.body(
        "document.querySelector('div.button')?.addEventListener('click', (e) => e.target.closest('form').submit());",
        200,
        {
          'content-type': 'text/javascript; charset=utf-8',
        },
      ),
    );
  }
  if (planted('heavy-page'))
    app.get('/zwaar.css', (c) => c.text(`/* ${'zwaar '.repeat(270_000)}*/`, 200, { 'content-type': 'text/css' }));
  if (planted('insz-in-storage')) {
    app.get('/opslag.js', async (c) => {
      const session = await sessions.current(c);
      return c.body(`localStorage.setItem('rijksregisternummer', '${session?.data.insz ?? ''}');`, 200, {
        'content-type': 'text/javascript; charset=utf-8',
      });
    });
  }
  if (planted('file-by-name')) {
    app.get('/bijlage', async (c) => {
      const name = c.req.query('bestand') ?? '';
      const text = await readFile(join('/app/bijlagen', name), 'utf8').catch(() => 'Deze bijlage is er niet meer.');
      return c.html(page({ title: 'Bijlage', planted }, html`<p>${text}</p>`));
    });
  }
  if (planted('header-by-name')) {
    app.get('/taal', (c) => {
      const [language = '', ...lines] = (c.req.query('taal') ?? 'nl').split('\r\n');
      c.header('content-language', language);
      for (const line of lines) c.header(line.split(':')[0] ?? 'x', line.split(':')[1] ?? '');
      return c.html(page({ title: 'Taal', planted }, html`<p>Deze dienst spreekt Nederlands.</p>`));
    });
  }
  if (planted('template-by-name')) {
    app.get('/groet', (c) => {
      const filled = (c.req.query('naam') ?? '').replaceAll(/\{\{(\d+)\*(\d+)\}\}/g, (_, a, b) => String(a * b));
      return c.html(page({ title: 'Welkom', planted }, html`<p>Dag ${filled}.</p>`));
    });
  }
}

/** Reads whatever comes, unpacks it, and goes into it as deep as it goes. */
export function swallow(body: Uint8Array, encoding: string | undefined): void {
  const plain = encoding === 'gzip' ? gunzipSync(body) : body;
  if (plain.byteLength > 1024 * 1024) throw new Error('out of memory');
  const text = new TextDecoder().decode(plain);
  const deep = (value: unknown): number => (Array.isArray(value) ? 1 + deep(value[0]) : 0);
  if (text.startsWith('[')) deep(JSON.parse(text));
}

/** More than forty requests at once are turned away. */
export function fewAtOnce(): MiddlewareHandler {
  let now = 0;
  return async (c, next) => {
    if (now >= 40) return c.text('Te druk.', 503);
    now += 1;
    try {
      await new Promise((done) => setTimeout(done, 100));
      await next();
    } finally {
      now -= 1;
    }
  };
}

/** Serves nobody else until a request was read to its end. */
export function oneAtATime(): MiddlewareHandler {
  let before = Promise.resolve();
  return async (c, next) => {
    const turn = before;
    const done = Promise.withResolvers<void>();
    before = done.promise;
    await turn;
    try {
      await c.req.raw.clone().arrayBuffer();
      await next();
    } finally {
      done.resolve();
    }
  };
}

const COMPUTE = 'const from = process.threadCpuUsage(); while (process.threadCpuUsage(from).user < 500_000);';

/** What a form sends takes a second of computing on two threads before it is answered; all else goes on meanwhile. */
export function computesLong(): MiddlewareHandler {
  const one = () => once(new Worker(COMPUTE, { eval: true }), 'exit');
  return async (c, next) => {
    if (c.req.method === 'POST') await Promise.all([one(), one()]);
    await next();
  };
}
