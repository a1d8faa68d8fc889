import { createHash, randomBytes } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { dutchDay, errorSummary, type Field, page, textField } from './pages.ts';
import type { Parts } from './parts.ts';
import { type Data, type Sessions, seen } from './sessions.ts';
import { type Person, traceOf } from './town.ts';

const FIELDS: readonly Field[] = [
  { name: 'straat', label: 'Straat', autocomplete: 'section-nieuw address-line1', required: true },
  { name: 'huisnummer', label: 'Huisnummer', short: true, autocomplete: 'section-nieuw address-line2', required: true },
  {
    name: 'bus',
    label: 'Busnummer',
    short: true,
    hint: 'Alleen als er een bus is.',
    autocomplete: 'section-nieuw address-line3',
  },
  {
    name: 'postcode',
    label: 'Postcode',
    short: true,
    numeric: true,
    hint: 'Vier cijfers, bijvoorbeeld 9880.',
    autocomplete: 'section-nieuw postal-code',
    required: true,
  },
];
const MESSAGES: Readonly<Record<string, string>> = {
  straat: 'Vul de straat in, zoals ze op het straatnaambord staat.',
  huisnummer: 'Vul het huisnummer in, bijvoorbeeld 12 of 12A.',
  postcode: 'Vul een postcode van vier cijfers in, bijvoorbeeld 9880.',
};

/** What became of the message, for the citizen. */
const MESSAGE: Readonly<Record<string, string>> = {
  afgeleverd: 'afgeleverd',
  gelezen: 'gelezen',
  geweigerd: 'niet verstuurd: u wilt geen berichten',
  onbestelbaar: 'kon niet bezorgd worden',
};

const trace = (c: Context) => traceOf(c.req.header('traceparent'));

/** Telling a move in two steps, and what one told before. */
export function deskRoutes(app: Hono, { planted, database, town, log }: Parts, sessions: Sessions): void {
  const addressForm = (
    c: Context,
    data: Data,
    household: readonly Person[],
    values: Data,
    errors: Data,
    status: 200 | 422 = 200,
  ) => {
    const me = household.find((p) => p.insz === data.insz);
    const at = me?.verblijfplaats?.adres;
    const others = household.length - 1;
    const kept = planted('input-lost') ? {} : values;
    const extra: Field[] = planted('asks-again')
      ? [
          { name: 'voornaam', label: 'Uw voornaam', required: true },
          { name: 'achternaam', label: 'Uw achternaam', required: true },
          { name: 'geboortedatum', label: 'Uw geboortedatum', required: true },
          { name: 'geboorteplaats', label: 'Uw geboorteplaats', required: true },
          { name: 'oud-adres', label: 'Uw huidige adres', required: true },
          { name: 'nationaliteit', label: 'Uw nationaliteit', required: true },
          { name: 'burgerlijke-staat', label: 'Uw burgerlijke staat', required: true },
          { name: 'telefoon', label: 'Telefoon' },
          { name: 'beroep', label: 'Beroep' },
          { name: 'werkgever', label: 'Werkgever' },
          { name: 'verhuizer', label: 'Verhuisfirma' },
          { name: 'reden', label: 'Reden van de verhuizing' },
        ]
      : [];
    return c.html(
      page(
        { title: 'Uw nieuwe adres', ...seen(data), planted },
        html`
<p>Stap 1 van 2</p>
${errorSummary(errors, planted)}
<dl><dt>Naam</dt><dd>${planted('unescaped-name') ? raw(data.name ?? '') : data.name}</dd><dt>Huidig adres</dt><dd>${at === undefined || at === null ? 'niet bekend' : `${at.straatnaam} ${at.huisnummer}${at.busnummer === undefined ? '' : ` bus ${at.busnummer}`}, ${at.postcode} ${at.gemeentenaam}`}</dd></dl>
<form method="post" action="/verhuizen" novalidate>
<input type="hidden" name="csrf" value="${data.csrf ?? ''}">
${[...extra, ...FIELDS].map((field) => textField(field, kept[field.name] ?? '', errors[field.name], planted))}
${
  others > 0
    ? html`<div class="field check"><input type="checkbox" id="gezin" name="gezin" value="ja" ${kept.gezin === 'nee' ? '' : raw('checked')}><label for="gezin">Mijn hele gezin verhuist mee</label></div><p class="hint">Uw gezin: ${household
        .filter((p) => p.insz !== data.insz)
        .map((p) => p.naam?.voornaam ?? 'zonder voornaam')
        .join(', ')}.</p>`
    : ''
}
${planted('asks-document') ? raw('<div class="field"><label for="bewijs">Bewijs van identiteit</label><input type="file" id="bewijs" name="bewijs"></div>') : raw('')}
${planted('mouse-only') ? raw('<div class="button" role="button">Verder</div>') : html`<button>Verder</button>`}
</form>`,
      ),
      status,
    );
  };

  app.get('/verhuizen', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    const household = await town.household(session.data.insz ?? '', trace(c));
    return addressForm(c, session.data, household, JSON.parse(session.data.draft ?? '{}'), {});
  });

  app.post('/verhuizen', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    const form = await c.req.parseBody();
    if (!sessions.holds(form, session.data)) return sessions.refused(c, session.data);
    const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim().slice(0, 200) : '');
    const values: Data = {
      straat: text('straat'),
      huisnummer: text('huisnummer'),
      bus: text('bus'),
      postcode: text('postcode'),
      gezin: text('gezin') === '' ? 'nee' : 'ja',
    };
    const household = await town.household(session.data.insz ?? '', trace(c));
    const errors: Data = {};
    for (const name of ['straat', 'huisnummer']) if (values[name] === '') errors[name] = MESSAGES[name] ?? '';
    if (!/^\d{4}$/.test(values.postcode ?? '')) errors.postcode = MESSAGES.postcode ?? '';
    if (Object.keys(errors).length > 0) return addressForm(c, session.data, household, values, errors, 422);
    const asked = {
      street: values.straat ?? '',
      houseNumber: values.huisnummer ?? '',
      box: values.bus ?? '',
      postalCode: values.postcode ?? '',
    };
    const address = await town.address(asked, trace(c));
    if (address === undefined) {
      return addressForm(
        c,
        session.data,
        household,
        values,
        { straat: 'Dit adres staat niet in het adressenregister. Kijk de straat, het nummer en de postcode na.' },
        422,
      );
    }
    const data: Data = {
      ...session.data,
      draft: JSON.stringify(values),
      address: address.uri,
      addressText: address.text,
      municipality: address.municipality,
      all: values.gezin ?? 'nee',
    };
    await sessions.keep(c, data, session.id);
    const next = planted('many-pages') ? '/verhuizen/uitleg/1' : '/verhuizen/datum';
    return planted('no-redirect') ? dateForm(c, data, '', {}) : c.redirect(next, 303);
  });

  const dateForm = (c: Context, data: Data, value: string, errors: Data, status: 200 | 422 = 200) =>
    c.html(
      page(
        { title: 'Wanneer verhuist u?', ...seen(data), planted },
        html`
<p>Stap 2 van 2</p>
${errorSummary(errors, planted)}
<dl><dt>Nieuw adres</dt><dd>${data.addressText}</dd><dt>Wie verhuist</dt><dd>${data.all === 'ja' ? 'u en uw gezin' : 'u alleen'}</dd></dl>
<form method="post" action="/verhuizen/datum" novalidate>
<input type="hidden" name="csrf" value="${data.csrf ?? ''}">
${textField({ name: 'datum', label: 'Datum van verhuizing', short: true, hint: 'Dag, maand, jaar: bijvoorbeeld 28/11/2026.', required: true }, planted('input-lost') ? '' : value, errors.datum, planted)}
${planted('no-autocomplete') ? textField({ name: 'e-mail', label: 'E-mailadres', hint: 'Niet verplicht.' }, '', undefined, planted) : ''}
<button>Aangifte indienen</button>
</form>
<p><a href="/verhuizen">Terug naar het adres</a></p>`,
      ),
      status,
    );

  app.get('/verhuizen/datum', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    return session.data.address === undefined ? c.redirect('/verhuizen') : dateForm(c, session.data, '', {});
  });

  app.post('/verhuizen/datum', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    const { data } = session;
    const form = await c.req.parseBody();
    if (!sessions.holds(form, data)) return sessions.refused(c, data);
    if (data.address === undefined)
      return c.redirect(data.reported === undefined ? '/verhuizen' : '/verhuizen/klaar', 303);
    const written = typeof form.datum === 'string' ? form.datum.trim().slice(0, 40) : '';
    const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(written) ?? [];
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (year === '' || Number.isNaN(Date.parse(iso)) || new Date(iso).toISOString().slice(0, 10) !== iso) {
      return dateForm(
        c,
        data,
        written,
        { datum: 'Vul de datum in als dag, maand en jaar, bijvoorbeeld 28/11/2026.' },
        422,
      );
    }
    const everyone = await town.household(data.insz ?? '', trace(c));
    const movers = data.all === 'ja' ? everyone.map((p) => p.insz) : [data.insz ?? ''];
    const once = planted('double-submit') ? randomBytes(8).toString('hex') : '';
    const id = createHash('sha256')
      .update(JSON.stringify([data.subject, data.address, iso, data.all, once]))
      .digest('hex')
      .slice(0, 20);
    if (!planted('reports-nothing')) await town.move(id, movers, data.address, iso, trace(c));
    await database.addReport({
      id,
      subject: data.subject ?? '',
      name: data.name ?? '',
      address: data.addressText ?? '',
      municipality: data.municipality ?? '',
      movedOn: iso,
    });
    await town.publish(id, data.insz ?? '', trace(c));
    // The report stands; a message that does not leave is no reason to tell the citizen otherwise.
    await town
      .tell(id, data.insz ?? '', trace(c))
      .catch((error: unknown) => log({ level: 'warn', message: String(error) }));
    const { address: _address, draft: _draft, ...rest } = data;
    await sessions.keep(c, planted('double-submit') ? data : { ...rest, reported: id }, session.id);
    log({ level: 'info', message: 'aangifte ontvangen', aangifte: id });
    return c.redirect(`/verhuizen/klaar`, 303);
  });

  app.get('/verhuizen/klaar', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    return c.html(
      page(
        { title: 'Klaar', ...seen(session.data), planted },
        html`
<p class="done" role="status">Uw aangifte is ingediend</p>
<p>De gemeente kijkt uw aangifte na. U krijgt daarna bericht.</p>
${planted('to-the-counter') ? raw('<p>Kom naar het loket met uw identiteitskaart.</p>') : raw('')}
<p>U volgt uw aangifte bij <a href="/mijn-aangiften">Mijn aangiften</a>.</p>`,
      ),
    );
  });

  app.get('/mijn-aangiften', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    const reports = await database.reportsOf(session.data.subject ?? '');
    const list =
      reports.length === 0
        ? html`<p>U hebt nog geen aangiften.</p>`
        : html`<table><thead><tr><th scope="col">Adres</th><th scope="col">Datum</th>${planted('status-hidden') ? '' : html`<th scope="col">Status</th>`}</tr></thead><tbody>${reports.map((r) => html`<tr><td><a href="/aangifte/${r.id}">${r.address}</a></td><td>${dutchDay(r.movedOn)}</td>${planted('status-hidden') ? '' : html`<td>Ingediend</td>`}</tr>`)}</tbody></table>`;
    return c.html(page({ title: 'Mijn aangiften', ...seen(session.data), planted }, list));
  });

  app.get('/aangifte/:id', async (c) => {
    const session = await sessions.citizen(c);
    if (session instanceof Response) return session;
    const report = await database.report(c.req.param('id'));
    const own = report !== undefined && (report.subject === session.data.subject || planted('reads-others'));
    if (report === undefined || !own) return c.notFound();
    return c.html(
      page(
        { title: 'Uw aangifte', ...seen(session.data), planted },
        html`
<dl><dt>Nieuw adres</dt><dd>${report.address}</dd><dt>Datum van verhuizing</dt><dd>${dutchDay(report.movedOn)}</dd>${planted('status-hidden') ? '' : html`<dt>Status</dt><dd>Ingediend</dd>`}<dt>Bericht aan u</dt><dd>${MESSAGE[report.message] ?? 'onderweg'}</dd></dl>
<p><a href="/mijn-aangiften">Al uw aangiften</a></p>`,
      ),
    );
  });
}
