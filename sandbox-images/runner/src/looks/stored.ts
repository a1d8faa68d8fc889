import { cookieHeader, pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';
import { linksOf } from '../page/links.ts';

const MOST = 8;
const encoded = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A resident whose name holds markup logs in and looks around: does the name stay text? */
export default defineLook({
  id: 'stored',
  needs: 'login',
  cast: [{ tag: 'markup-name' }],
  async run({ visitor, service, ask, intent }) {
    const v = await visitor();
    if (v === undefined) return { person: '', loggedIn: false, pages: [] };
    const { givenName, familyName, id } = v.person;
    const name = givenName.includes('<') ? givenName : familyName;
    const { status } = await v.login();
    const loggedIn = status < 400;
    const paths = new Set(pathsOf(intent));
    const pages = [];
    for (const path of paths) {
      if (pages.length === MOST) break;
      const dialogs = v.guard.dialogs;
      const stopped = await v.goto(path).then(
        () => false,
        () => true,
      );
      if (stopped) continue;
      for (const link of await linksOf(v)) paths.add(link);
      const answer = await ask(path, { headers: { cookie: await cookieHeader(v.context, service.origin) } });
      const markup = (answer.headers.get('content-type') ?? '').includes('html');
      const unescaped = markup && answer.text.includes(name);
      pages.push({
        url: answer.url.slice(0, 2000),
        shown: unescaped || answer.text.includes(encoded(name)),
        unescaped,
        executed: unescaped && v.guard.dialogs > dialogs,
      });
    }
    return { person: id, loggedIn, pages };
  },
});
