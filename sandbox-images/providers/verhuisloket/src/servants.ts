import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Report } from './database.ts';
import { dutchDay, page } from './pages.ts';
import type { Parts } from './parts.ts';
import { type Sessions, seen } from './sessions.ts';

const CLOCK = new Intl.DateTimeFormat('nl-BE', {
  timeZone: 'Europe/Brussels',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/**
 * The civil servant's side: the moves that citizens reported to the servant's own municipality, and one of them. Which
 * municipality follows from the login alone, never from what the browser sends.
 */
export function servantRoutes(app: Hono, { config, planted, database }: Parts, sessions: Sessions): void {
  const readable = (municipality: string): readonly string[] =>
    planted('sees-neighbours') ? [...config.MUNICIPALITIES.values()] : [municipality];

  app.get('/medewerker', async (c) => {
    const session = await sessions.servant(c);
    if (session instanceof Response) return session;
    const reports = await database.reportsTo(readable(session.municipality));
    const row = ({ id, name, address, movedOn }: Report) =>
      html`<tr><td>${name}</td><td>${address}</td><td>${dutchDay(movedOn)}</td><td><a href="/medewerker/aangiften/${id}">Openen<span class="unseen">: ${name}</span></a></td></tr>`;
    const list =
      reports.length === 0
        ? html`<p>Uw gemeente kreeg nog geen aangiften.</p>`
        : html`<table><thead><tr><th scope="col">Naam</th><th scope="col">Nieuw adres</th><th scope="col">Datum</th><th scope="col">Aangifte</th></tr></thead><tbody>${reports.map(row)}</tbody></table>`;
    return c.html(page({ title: 'Aangiften in uw gemeente', side: 'servant', ...seen(session.data), planted }, list));
  });

  app.get('/medewerker/aangiften/:id', async (c) => {
    const session = await sessions.servant(c);
    if (session instanceof Response) return session;
    const report = await database.report(c.req.param('id'));
    const own = report !== undefined && readable(session.municipality).includes(report.municipality);
    if (report === undefined || !own)
      return c.html(
        page(
          { title: 'Niet gevonden', side: 'servant', ...seen(session.data), planted },
          html`<p>Uw gemeente kreeg geen aangifte met dit nummer. <a href="/medewerker">Alle aangiften</a>.</p>`,
        ),
        404,
      );
    return c.html(
      page(
        { title: 'Aangifte van verhuizing', side: 'servant', ...seen(session.data), planted },
        html`
<dl><dt>Naam</dt><dd>${report.name}</dd><dt>Nieuw adres</dt><dd>${report.address}</dd><dt>Datum van verhuizing</dt><dd>${dutchDay(report.movedOn)}</dd><dt>Ingediend</dt><dd>${CLOCK.format(report.sentAt)}</dd></dl>
<p><a href="/medewerker">Alle aangiften</a></p>`,
      ),
    );
  });
}
