import { createHash, randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html, raw } from 'hono/html';
import type { Config, Planted } from './config.ts';
import type { Database } from './database.ts';
import type { Login } from './login.ts';
import { errorSummary, type Field, page, styleOf, textField } from './pages.ts';
import { type Person, type Town, traceOf, Unavailable } from './town.ts';

const COOKIE = '__Host-zitting';
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

interface Parts {
  readonly config: Config;
  readonly planted: Planted;
  readonly database: Database;
  readonly login: Login;
  readonly town: Town;
  readonly log: (entry: Record<string, unknown>) => void;
}

type Data = Record<string, string>;

/** The moving desk. */
export function appOf(parts: Parts): Hono {
  const { config, planted, database, login, town } = parts;
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    if (!planted('no-security-headers')) {
      c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
      c.header('x-content-type-options', 'nosniff');
      c.header('referrer-policy', 'no-referrer');
      c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
      const image = planted('third-party') ? "'self' https://teller.example" : "'self'";
      const script = planted('weak-csp') ? "* 'unsafe-inline' 'unsafe-eval'" : "'none'";
      c.header(
        'content-security-policy',
        `default-src 'none'; style-src 'self' 'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='; img-src ${image}; script-src ${script}; form-action 'self' ${new URL(config.OIDC_ISSUER).origin}; base-uri 'none'; frame-ancestors 'none'`,
      );
    }
    if (planted('version-banner')) c.header('server', 'Verhuisloket/1.4.0 (Node.js v24.1.0)');
    if (planted('open-cors')) {
      c.header('access-control-allow-origin', c.req.header('origin') ?? '*');
      c.header('access-control-allow-credentials', 'true');
    }
    const still = ['/stijl.css', '/huis.svg'].includes(c.req.path);
    c.header('cache-control', still || planted('cached-pages') ? 'public, max-age=3600' : 'no-store');
  });

  app.onError((error, c) => {
    parts.log({ level: 'error', message: error.message });
    if (planted('stack-traces')) return c.text(error.stack ?? '', 500);
    const down = error instanceof Unavailable;
    const title = down ? 'Even geduld' : 'Er ging iets mis';
    const text = down
      ? 'Een register van de overheid antwoordt nu niet. Wat u invulde, is niet verloren: ga terug en probeer het straks opnieuw.'
      : 'De fout ligt bij ons. Probeer het straks opnieuw.';
    return c.html(page({ title, planted }, html`<p role="alert">${text}</p>`), down ? 503 : 500);
  });
  app.notFound((c) =>
    planted('stack-traces')
      ? c.text(new Error(`no route ${c.req.path}`).stack ?? '', 404)
      : c.html(
          page(
            { title: 'Niet gevonden', planted },
            html`<p>Deze pagina is er niet. <a href="/">Naar het begin</a>.</p>`,
          ),
          404,
        ),
  );

  const current = async (c: Context): Promise<{ id: string; data: Data } | undefined> => {
    const id = getCookie(c, COOKIE);
    return id === undefined || !/^[\w-]{20,64}$/.test(id) ? undefined : await database.session(id);
  };
  const keep = async (c: Context, data: Data, id = randomBytes(24).toString('base64url')) => {
    await database.keepSession(id, data);
    const safe = !planted('weak-cookie');
    setCookie(
      c,
      COOKIE,
      id,
      safe ? { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } : { path: '/', secure: true },
    );
    return id;
  };
  const trace = (c: Context) => traceOf(c.req.header('traceparent'));
  const csrfHolds = (form: Record<string, unknown>, data: Data) =>
    planted('no-csrf') || (data.csrf !== undefined && form.csrf === data.csrf);
  const refused = (c: Context, data: Data) =>
    c.html(
      page(
        { title: 'Verlopen formulier', ...seen(data), planted },
        html`<p role="alert">Dit formulier is verlopen. <a href="/verhuizen">Begin opnieuw</a>.</p>`,
      ),
      403,
    );
  const seen = (data: Data) => ({ name: data.name, csrf: data.csrf });

  app.get('/health', (c) => (planted('health-down') ? c.text('nee', 503) : c.text('ok')));
  app.get('/stijl.css', (c) => c.body(styleOf(planted), 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/huis.svg', (c) =>
    c.body(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 2 2 0l2 2v1H0z" fill="#0b4f6c"/></svg>',
      200,
      { 'content-type': 'image/svg+xml' },
    ),
  );
  app.get('/.well-known/security.txt', (c) =>
    c.text(
      `Contact: mailto:veiligheid@verhuisloket.example\nExpires: 2030-01-01T00:00:00Z\nPreferred-Languages: nl, en\n`,
    ),
  );
  if (planted('stray-file')) app.get('/.env', (c) => c.text(`DATABASE_URL=${config.DATABASE_URL}\n`));

  app.get('/', async (c) => {
    const session = await current(c);
    return c.html(
      page(
        { title: 'Uw verhuizing aangeven', ...seen(session?.data ?? {}), planted },
        html`
<p>Bent u verhuisd binnen de gemeente? Geef het hier door. U hebt uw nieuwe adres nodig, en de datum van de verhuizing.</p>
<p>${planted('informal-mix') ? 'Heb je vragen? Bel ons gerust, wij helpen jou graag en u krijgt altijd antwoord.' : 'Hebt u vragen? Bel de gemeente. U kunt ook naar het loket komen.'}</p>
<p><a class="button" href="/verhuizen">Verhuizing aangeven</a></p>`,
      ),
    );
  });

  app.get('/toegankelijkheid', async (c) => {
    const session = await current(c);
    return planted('no-statement')
      ? c.notFound()
      : c.html(
          page(
            { title: 'Toegankelijkheidsverklaring', ...seen(session?.data ?? {}), planted },
            html`
<p>Deze dienst wil voldoen aan EN 301 549 en WCAG 2.1 niveau AA. Wij kennen geen afwijkingen.</p>
<p>Stuit u op een drempel? Schrijf naar <a href="mailto:toegankelijk@verhuisloket.example">toegankelijk@verhuisloket.example</a>. U krijgt antwoord binnen dertig dagen. Bent u niet tevreden over dat antwoord? Dien dan een klacht in bij de Vlaamse Ombudsdienst.</p>
<p>Deze verklaring is opgesteld op 1 september 2026, na een eigen onderzoek.</p>`,
          ),
        );
  });

  app.get('/aanmelden', async (c) => {
    const { to, remember } = await login.begin();
    const back = c.req.query('terug') ?? '/';
    const safe = planted('open-redirect') || /^\/(?![/\\])/.test(back) ? back : '/';
    await keep(c, { ...remember, back: safe });
    return c.redirect(to.href);
  });

  app.get('/callback', async (c) => {
    const session = await current(c);
    if (session === undefined && !planted('no-state')) return c.redirect('/');
    try {
      const who = await login.end(new URL(c.req.url), session?.data ?? {});
      // A new session at login: one that was planted before is worth nothing.
      if (session !== undefined && !planted('session-kept')) await database.endSession(session.id);
      const data = { ...who, csrf: randomBytes(18).toString('base64url') };
      await keep(c, data, planted('session-kept') ? session?.id : undefined);
      if (planted('insz-in-log')) parts.log({ level: 'info', message: `aangemeld: ${who.insz}` });
      return c.redirect(
        planted('insz-in-url') ? `/verhuizen?rijksregisternummer=${who.insz}` : (session?.data.back ?? '/'),
      );
    } catch (error) {
      parts.log({ level: 'warn', message: `login refused: ${error instanceof Error ? error.name : 'error'}` });
      return c.html(
        page(
          { title: 'Aanmelden mislukt', planted },
          html`<p role="alert">Het aanmelden is niet gelukt. <a href="/aanmelden">Probeer opnieuw</a>.</p>`,
        ),
        400,
      );
    }
  });

  app.post('/afmelden', async (c) => {
    const session = await current(c);
    if (session === undefined) return c.redirect('/');
    if (!csrfHolds(await c.req.parseBody(), session.data)) return refused(c, session.data);
    if (!planted('logout-keeps-session')) await database.endSession(session.id);
    deleteCookie(c, COOKIE, { path: '/', secure: true });
    return c.redirect((await login.logoutUrl(session.data.idToken ?? '')).href);
  });

  /** The citizen's session, or the way to log in and back. */
  const citizen = async (c: Context): Promise<{ id: string; data: Data } | Response> => {
    const session = await current(c);
    return session?.data.insz ? session : c.redirect(`/aanmelden?terug=${encodeURIComponent(c.req.path)}`);
  };

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
${planted('keyboard-trap') ? raw('<div class="button" onclick="this.closest(\'form\').submit()">Verder</div>') : html`<button>Verder</button>`}
</form>`,
      ),
      status,
    );
  };

  app.get('/verhuizen', async (c) => {
    const session = await citizen(c);
    if (session instanceof Response) return session;
    const household = await town.household(session.data.insz ?? '', trace(c));
    return addressForm(c, session.data, household, JSON.parse(session.data.draft ?? '{}'), {});
  });

  app.post('/verhuizen', async (c) => {
    const session = await citizen(c);
    if (session instanceof Response) return session;
    const form = await c.req.parseBody();
    if (!csrfHolds(form, session.data)) return refused(c, session.data);
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
    await keep(
      c,
      {
        ...session.data,
        draft: JSON.stringify(values),
        address: address.uri,
        addressText: address.text,
        all: values.gezin ?? 'nee',
      },
      session.id,
    );
    return c.redirect('/verhuizen/datum', 303);
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
    const session = await citizen(c);
    if (session instanceof Response) return session;
    return session.data.address === undefined ? c.redirect('/verhuizen') : dateForm(c, session.data, '', {});
  });

  app.post('/verhuizen/datum', async (c) => {
    const session = await citizen(c);
    if (session instanceof Response) return session;
    const { data } = session;
    const form = await c.req.parseBody();
    if (!csrfHolds(form, data)) return refused(c, data);
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
    await database.addReport({ id, subject: data.subject ?? '', address: data.addressText ?? '', movedOn: iso });
    await town.publish(id, data.insz ?? '', trace(c));
    const { address: _address, draft: _draft, ...rest } = data;
    await keep(c, planted('double-submit') ? data : { ...rest, reported: id }, session.id);
    parts.log({ level: 'info', message: 'aangifte ontvangen', aangifte: id });
    return c.redirect(`/verhuizen/klaar`, 303);
  });

  app.get('/verhuizen/klaar', async (c) => {
    const session = await citizen(c);
    if (session instanceof Response) return session;
    return c.html(
      page(
        { title: 'Klaar', ...seen(session.data), planted },
        html`
<p class="done" role="status">Uw aangifte is ingediend</p>
<p>De gemeente kijkt uw aangifte na. U krijgt daarna bericht.</p>
<p>U volgt uw aangifte bij <a href="/mijn-aangiften">Mijn aangiften</a>.</p>`,
      ),
    );
  });

  app.get('/mijn-aangiften', async (c) => {
    const session = await citizen(c);
    if (session instanceof Response) return session;
    const reports = await database.reportsOf(session.data.subject ?? '');
    const list =
      reports.length === 0
        ? html`<p>U hebt nog geen aangiften.</p>`
        : html`<table><thead><tr><th scope="col">Adres</th><th scope="col">Datum</th>${planted('status-hidden') ? '' : html`<th scope="col">Status</th>`}</tr></thead><tbody>${reports.map((r) => html`<tr><td><a href="/aangifte/${r.id}">${r.address}</a></td><td>${r.movedOn.split('-').reverse().join('/')}</td>${planted('status-hidden') ? '' : html`<td>Ingediend</td>`}</tr>`)}</tbody></table>`;
    return c.html(page({ title: 'Mijn aangiften', ...seen(session.data), planted }, list));
  });

  app.get('/aangifte/:id', async (c) => {
    const session = await citizen(c);
    if (session instanceof Response) return session;
    const report = await database.report(c.req.param('id'));
    const own = report !== undefined && (report.subject === session.data.subject || planted('reads-others'));
    if (report === undefined || !own) return c.notFound();
    return c.html(
      page(
        { title: 'Uw aangifte', ...seen(session.data), planted },
        html`
<dl><dt>Nieuw adres</dt><dd>${report.address}</dd><dt>Datum van verhuizing</dt><dd>${report.movedOn.split('-').reverse().join('/')}</dd>${planted('status-hidden') ? '' : html`<dt>Status</dt><dd>Ingediend</dd>`}</dl>
<p><a href="/mijn-aangiften">Al uw aangiften</a></p>`,
      ),
    );
  });

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
  return app;
}
