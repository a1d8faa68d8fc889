import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html, raw } from 'hono/html';
import { deskRoutes } from './desk.ts';
import type { Side } from './login.ts';
import { messageRoutes } from './messages.ts';
import { page, styleOf } from './pages.ts';
import type { Parts } from './parts.ts';
import { computesLong, fewAtOnce, oneAtATime, plantedRoutes, swallow } from './planted.ts';
import { SCRIPTED } from './planted-files.ts';
import { servantRoutes } from './servants.ts';
import { Sessions, seen } from './sessions.ts';
import { Unavailable } from './town.ts';

/** Bytes of a form: no one writes more. */
const MOST = 64 * 1024;
/** Of a planted defect: more than the lab keeps of an answer. */
const PADDING = ' '.repeat(300 * 1024);

/** The moving desk: what every page has, the open pages, and the way in and out. */
export function appOf(parts: Parts): Hono {
  const { config, planted, database, login } = parts;
  const sessions = new Sessions(database, planted);
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    if (!planted('no-security-headers')) {
      c.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
      c.header('x-content-type-options', 'nosniff');
      c.header('referrer-policy', 'no-referrer');
      c.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
      const image = planted('third-party') ? "'self' https://teller.example" : "'self'";
      const script = planted('weak-csp')
        ? "* 'unsafe-inline' 'unsafe-eval'"
        : SCRIPTED.some(planted)
          ? "'self'"
          : "'none'";
      const style = planted('fixed-letters')
        ? "'unsafe-inline'"
        : "'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='";
      const media = planted('sound-by-itself') || planted('film-without-captions') ? " media-src 'self';" : '';
      c.header(
        'content-security-policy',
        `default-src 'none'; style-src 'self' ${style};${media} img-src ${image}; script-src ${script}; form-action 'self' ${new URL(config.OIDC_ISSUER).origin}; base-uri 'none'; frame-ancestors 'none'`,
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
    if (planted('padded-errors')) return c.text(PADDING + error.stack, 500);
    if (planted('says-nothing')) return c.body('', 503);
    const down = error instanceof Unavailable;
    const title = down ? 'Even geduld' : 'Er ging iets mis';
    const text = down
      ? 'Een register van de overheid antwoordt nu niet. Wat u invulde, is niet verloren: ga terug en probeer het straks opnieuw.'
      : 'De fout ligt bij ons. Probeer het straks opnieuw.';
    return c.html(page({ title, planted }, html`<p role="alert">${text}</p>`), down ? 503 : 500);
  });
  app.notFound((c) => {
    const { stack = '' } = new Error(`no route ${c.req.path}`);
    if (planted('stack-traces')) return c.text(stack, 404);
    if (planted('padded-errors')) return c.text(PADDING + stack, 404);
    const text = html`<p>Deze pagina is er niet. <a href="/">Naar het begin</a>.</p>`;
    return c.html(page({ title: 'Niet gevonden', planted }, text), 404);
  });

  if (planted('one-at-a-time')) app.use(oneAtATime());
  if (planted('few-at-once')) app.use(fewAtOnce());
  if (planted('computes-long')) app.use('/verhuizen/*', computesLong());
  app.use(
    planted('unbounded-bodies')
      ? async (c, next) => {
          swallow(new Uint8Array(await c.req.raw.clone().arrayBuffer()), c.req.header('content-encoding'));
          await next();
        }
      : bodyLimit({ maxSize: MOST, onError: (c) => c.text('Dit is te groot.', 413) }),
  );

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
    planted('no-security-txt')
      ? c.notFound()
      : c.text(
          `Contact: mailto:veiligheid@verhuisloket.example\nExpires: 2030-01-01T00:00:00Z\nPreferred-Languages: nl, en\n`,
        ),
  );

  let notice = '';
  if (planted('anyone-writes'))
    app.put('/', async (c) => {
      notice = (await c.req.text()).slice(0, 200);
      return c.text('ok');
    });
  app.get('/', async (c) => {
    const session = await sessions.current(c);
    return c.html(
      page(
        { title: 'Uw verhuizing aangeven', ...seen(session?.data ?? {}), planted },
        html`
<p>Bent u verhuisd binnen de gemeente? Geef het hier door. U hebt uw nieuwe adres nodig, en de datum van de verhuizing.</p>
<p>${planted('informal-mix') ? 'Heb je vragen? Bel ons gerust, wij helpen jou graag en u krijgt altijd antwoord.' : 'Hebt u vragen? Bel de gemeente. U kunt ook naar het loket komen.'}</p>
${notice === '' ? raw('') : html`<p>${notice}</p>`}
<p><a class="button" href="/verhuizen">Verhuizing aangeven</a></p>
${planted('host-in-links') ? html`<p><a href="https://${c.req.header('x-original-host') ?? new URL(config.PUBLIC_URL).host}/">Vaste link</a></p>` : raw('')}`,
      ),
    );
  });

  app.get('/toegankelijkheid', async (c) => {
    if (planted('late-page')) await new Promise((done) => setTimeout(done, 3500));
    const session = await sessions.current(c);
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

  let logins = 0;
  const begin = async (c: Context, side: Side) => {
    logins += 1;
    if (planted('few-logins') && logins > 4)
      return c.html(page({ title: 'Te druk', planted }, html`<p role="alert">Te veel aanmeldingen.</p>`), 503);
    const { to, remember } = await login.begin(side);
    const home = side === 'servant' ? '/medewerker' : '/';
    const back = c.req.query('terug') ?? home;
    const safe = planted('open-redirect') || /^\/(?![/\\])/.test(back) ? back : home;
    await sessions.keep(c, { ...remember, side, back: safe });
    return c.redirect(to.href);
  };
  app.get('/aanmelden', (c) => begin(c, 'citizen'));
  app.get('/medewerker/aanmelden', (c) => begin(c, 'servant'));

  app.get('/callback', async (c) => {
    const session = await sessions.current(c);
    if (session === undefined && !planted('no-state')) return c.redirect('/');
    try {
      const { insz, government, governmentName, ...who } = await login.end(new URL(c.req.url), session?.data ?? {});
      // A new session at login: one that was planted before is worth nothing.
      if (session !== undefined && !planted('session-kept')) await database.endSession(session.id);
      const csrf = randomBytes(18).toString('base64url');
      if (session?.data.side === 'servant') {
        const worksFor = config.MUNICIPALITIES.get(government);
        if (worksFor === undefined) return sessions.noServant(c);
        await sessions.keep(c, { ...who, name: `${who.name}, ${governmentName}`, csrf, worksFor });
        return c.redirect(session.data.back ?? '/medewerker');
      }
      const data = { ...who, insz, csrf };
      await sessions.keep(c, data, planted('session-kept') ? session?.id : undefined);
      if (planted('insz-in-log')) parts.log({ level: 'info', message: `aangemeld: ${insz}` });
      return c.redirect(
        planted('insz-in-url') ? `/verhuizen?rijksregisternummer=${insz}` : (session?.data.back ?? '/'),
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
    const session = await sessions.current(c);
    if (session === undefined) return c.redirect('/');
    if (!sessions.holds(await c.req.parseBody(), session.data)) return sessions.refused(c, session.data);
    await sessions.end(c, session.id);
    return c.redirect((await login.logoutUrl(session.data.idToken ?? '')).href);
  });

  messageRoutes(app, parts);
  deskRoutes(app, parts, sessions);
  servantRoutes(app, parts, sessions);
  plantedRoutes(app, parts, sessions);
  return app;
}
