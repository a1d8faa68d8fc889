import { pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

const PARAMETERS = ['next', 'url', 'redirect', 'return', 'returnUrl', 'terug', 'continue', 'goto'];
const ELSEWHERE = 'https://elders.example/';

/** Parameters that send the browser on: do they send it anywhere? The login's own way back is tried as well. */
export default defineLook({
  id: 'redirects',
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
    if (person !== undefined) {
      const from = `/aanmelden?terug=${encodeURIComponent(ELSEWHERE)}`;
      await person.goto(from).catch(() => undefined);
      const chooser = person.page.getByRole('textbox', { name: 'Persona', exact: true });
      if (await chooser.isVisible().catch(() => false)) {
        let location = '';
        person.page.on('response', (response) => {
          const to = response.headers().location ?? '';
          if (to.startsWith(ELSEWHERE)) location = to;
        });
        await chooser.fill(person.person.id);
        await person.page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
        await person.page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
        attempts.push({
          method: 'GET',
          url: service.origin + from,
          status: 302,
          parameter: 'terug',
          location: location.slice(0, 2000),
          foreign: location !== '',
        });
      }
    }
    return { attempts };
  },
});
