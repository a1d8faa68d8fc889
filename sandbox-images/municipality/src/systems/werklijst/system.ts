import { fullAddress } from '@proeftuin/contract/address';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { perform } from '../../processes/perform.ts';
import { readUpTo } from '../../request.ts';
import { defineSystem } from '../../system.ts';
import { apiRoutes } from './api.ts';
import { HOST } from './client.ts';
import { read, type Task, task, tasks } from './desk.ts';
import { openApi } from './openapi.ts';
import { casePage, listPage, PAGE_HEADERS, welcome } from './page.ts';
import { type Servant, Servants } from './servants.ts';

const SESSION = 'werklijst';
const STATE = 'werklijst-aanmelding';
const MOST = 16 * 1024;

/** A form of one of our own pages, for the session that it was made for; undefined for any other. */
async function formOf(c: Context, servant: Servant): Promise<URLSearchParams | undefined> {
  const bytes = await readUpTo(c.req.raw.body, MOST);
  const form = new URLSearchParams(new TextDecoder().decode(bytes));
  return form.get('form') === servant.form ? form : undefined;
}

export default defineSystem({
  host: HOST,
  title: 'Werklijst van de ambtenaren',
  standard: 'HTML, OpenAPI 3.1 met eigen JSON; aanmelden met OpenID Connect',
  examples: () => [
    { title: 'De werklijst, in een browser: meld u aan als ambtenaar', path: '/' },
    { title: 'De beschrijving van haar JSON', path: '/openapi.json' },
  ],
  routes(app, context) {
    const { town, clock, origin } = context;
    const servants = new Servants(context);
    const secure = origin(HOST).startsWith('https:');
    const cookie = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const;
    const servantOf = (c: Context) => servants.of(getCookie(c, SESSION));
    const show = (c: Context, markup: ReturnType<typeof welcome>, status: 200 | 400 | 403 | 404 | 409 = 200) =>
      c.html(markup, status, PAGE_HEADERS);
    const whereOf = (id: string): string => {
      const address = town.addresses.byId(id);
      return address === undefined ? id : fullAddress(address);
    };
    const WHO = 'Dat is niet gelukt. Alleen ambtenaren van de gemeente kunnen zich hier aanmelden.';

    app.get('/', (c) => {
      const servant = servantOf(c);
      return show(c, servant === undefined ? welcome() : listPage(servant, tasks(context, servant)));
    });
    app.get('/aanmelden', (c) => {
      const { url, state } = servants.begin();
      setCookie(c, STATE, state, { ...cookie, maxAge: 3600 });
      return c.redirect(url, 303);
    });
    app.get('/aangemeld', async (c) => {
      const { state = '', code = '' } = c.req.query();
      // Only the browser that began may end it.
      const session = getCookie(c, STATE) === state ? await servants.finish(state, code) : undefined;
      if (session === undefined) return show(c, welcome(WHO), 403);
      setCookie(c, SESSION, session, cookie);
      return c.redirect('/', 303);
    });
    app.post('/afmelden', async (c) => {
      const servant = servantOf(c);
      if (servant !== undefined && (await formOf(c, servant)) !== undefined) servants.end(getCookie(c, SESSION));
      return c.redirect('/', 303);
    });

    /** The case that a page is about, for the servant who may see it; or the page that says why not. */
    const asked = (c: Context): (Task & { readonly servant: Servant }) | Response | Promise<Response> => {
      const servant = servantOf(c);
      if (servant === undefined) return c.redirect('/', 303);
      const found = task(context, servant, c.req.param('process') ?? '', c.req.param('id') ?? '');
      return found === undefined ? show(c, welcome('Deze zaak is er niet.'), 404) : { ...found, servant };
    };
    app.get('/zaken/:process/:id', async (c) => {
      const found = await asked(c);
      if (found instanceof Response) return found;
      return show(
        c,
        casePage(found.servant, found.process, read(context, found), whereOf(found.one.address), undefined),
      );
    });
    app.post('/zaken/:process/:id', async (c) => {
      const found = await asked(c);
      if (found instanceof Response) return found;
      const { process, one, servant } = found;
      const form = await formOf(c, servant);
      if (form === undefined) return show(c, welcome('Dit formulier is niet van u.'), 403);
      const note = (form.get('toelichting') ?? '').trim().slice(0, 2000);
      const action = { activiteit: form.get('activiteit') ?? '', toelichting: note };
      const done = perform(town, process, one, 'behandelaar', action, clock.lab());
      return 'refused' in done
        ? show(
            c,
            casePage(servant, process, read(context, found), whereOf(one.address), { wrong: done.detail, note }),
            done.status,
          )
        : c.redirect(`/zaken/${process.id}/${one.id}`, 303);
    });

    app.get('/openapi.json', (c) => c.json(openApi(origin(HOST), SESSION)));
    apiRoutes(app, context, servantOf);
  },
});
