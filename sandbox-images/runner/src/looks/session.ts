import { cookieHeader } from '../http/probe.ts';
import { defineLook, SOMEBODY } from '../look.ts';

const LOGOUT = /afmelden|uitloggen|log ?out|sign ?out/i;

/** The session around login and logout: is it changed at login, and dead after logout? */
export default defineLook({
  id: 'session',
  needs: 'login',
  cast: [SOMEBODY],
  async run({ service, visitor, ask, intent }) {
    const v = await visitor();
    const nothing = {
      loggedIn: false,
      cookies: [],
      fixed: false,
      planted: false,
      logout: { offered: false, done: false },
      replayed: [],
    };
    if (v === undefined) return nothing;
    const at = service.origin;
    await v.toLogin();
    const before = await v.context.cookies(at);
    await v.choose();
    await v.comeBack();
    const after = await v.context.cookies(at);
    const carry = await cookieHeader(v.context, at);
    const path = intent?.path ?? '/';
    const asThem = await ask(path, { headers: { cookie: carry } });
    const loggedIn = asThem.status === 200;
    const button = v.page
      .getByRole('button', { name: LOGOUT })
      .or(v.page.getByRole('link', { name: LOGOUT }))
      .first();
    const offered = await button.isVisible().catch(() => false);
    let done = false;
    if (offered) {
      await button.click().catch(() => undefined);
      await v.settle().catch(() => undefined);
      done = true;
    }
    const again = await ask(path, { headers: { cookie: carry } });
    const { familyName, insz } = v.person;
    const reveals = [familyName, insz]
      .filter((text) => text.length > 2 && again.text.includes(text))
      .map((text) => (text === insz ? 'insz' : 'name'));
    return {
      loggedIn,
      cookies: after.map((c) => ({
        name: c.name,
        secure: c.secure,
        httpOnly: c.httpOnly,
        sameSite: c.sameSite,
        domain: c.domain,
        path: c.path,
        expires: c.expires < 0 ? -1 : c.expires - Date.now() / 1000,
      })),
      fixed: before.some((b) =>
        after.some((a) => a.name === b.name && a.value === b.value && a.httpOnly === b.httpOnly),
      ),
      planted: false,
      logout: { offered, done },
      replayed: done ? [{ method: again.method, url: again.url, status: again.status, reveals }] : [],
    };
  },
});
