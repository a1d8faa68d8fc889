import { pathsOf } from '../http/probe.ts';
import { defineLook, SOMEBODY } from '../look.ts';
import { LOGIN_WORDS, type Visitor } from '../people/visitor.ts';

const PARAMETERS = ['next', 'url', 'redirect', 'return', 'returnUrl', 'terug', 'continue', 'goto'];
const ELSEWHERE = 'https://elders.example/';

/** Parameters that send the browser on: do they send it anywhere? The login's own way back is tried as well. */
export default defineLook({
  id: 'redirects',
  cast: [SOMEBODY],
  async run({ ask, intent, service, visitor }) {
    const attempts = [];
    for (const path of [...pathsOf(intent), '/aanmelden', '/login', '/logout']) {
      for (const parameter of PARAMETERS) {
        const { method, url, status, headers } = await ask(`${path}?${parameter}=${encodeURIComponent(ELSEWHERE)}`);
        const location = (headers.get('location') ?? '').slice(0, 2000);
        if (status === 404 || status === 0) continue;
        attempts.push({ method, url, status, parameter, location, foreign: location.startsWith(ELSEWHERE) });
      }
    }
    const person = service.login ? await visitor() : undefined;
    const way = person === undefined ? undefined : await roundTheLogin(person);
    return { attempts: way === undefined ? attempts : [...attempts, way] };
  },
});

/** Logs in by a link that names another site for the way back, under all the names that are used for it. */
async function roundTheLogin(person: Visitor) {
  const url = new URL(await wayIn(person));
  for (const parameter of PARAMETERS) url.searchParams.set(parameter, ELSEWHERE);
  await person.goto(url.pathname + url.search).catch(() => undefined);
  if (!(await person.atLogin())) return undefined;
  const limit = { timeout: person.patience };
  const left = person.page.waitForRequest((request) => request.url().startsWith(ELSEWHERE), limit).then(() => true);
  const home = person.page.waitForURL((at) => at.origin === person.service.origin, limit).then(() => false);
  for (const end of [left, home]) end.catch(() => undefined);
  await person.choose();
  const foreign = await Promise.race([left, home]);
  return {
    method: 'GET',
    url: url.href.slice(0, 2000),
    status: 302,
    parameter: 'login',
    location: foreign ? ELSEWHERE : '',
    foreign,
  };
}

/** Where the service's own link to the login points; `/aanmelden` where it has none. */
async function wayIn(person: Visitor): Promise<string> {
  await person.goto('/');
  const link = person.page.getByRole('link', { name: LOGIN_WORDS }).first();
  const href = (await link.isVisible().catch(() => false)) ? await link.getAttribute('href') : null;
  const url = new URL(href ?? '/aanmelden', person.service.origin);
  return url.origin === person.service.origin ? url.href : `${person.service.origin}/aanmelden`;
}
