import { setTimeout as pause } from 'node:timers/promises';
import type { LookData } from '@proeftuin/contract/looks';
import { HOSTILE_MODES } from '@proeftuin/contract/municipality';
import { knows } from '../http/known.ts';
import { cookieHeader } from '../http/probe.ts';
import { defineLook } from '../look.ts';

/** Milliseconds in which a service may not ask the keys again (openid-client: a minute), and between two tries. */
const KEYS_KEPT = 66_000;
const AGAIN = 6_000;

/** The town's login gives tokens that are wrong in one way each (OpenID Connect Core 3.1.3.7): whom does the service let in? */
export default defineLook({
  id: 'hostile-login',
  needs: 'login',
  async run({ service, town, ask, intent, anyone }) {
    const attempts: LookData<'hostile-login'>['attempts'] = [];
    const path = intent?.path ?? '/';
    const attempt = async () => {
      const visitor = await anyone();
      const message = await visitor.login().then(
        () => '',
        (thrown: unknown) => (thrown instanceof Error ? thrown.message.slice(0, 200) : ''),
      );
      const { status } = visitor.guard;
      const cookie = await cookieHeader(visitor.context, service.origin);
      const { known } = await knows(ask, path, cookie, visitor.person);
      await visitor.close();
      return { loggedIn: known, status, message };
    };
    const begun = performance.now();
    try {
      for (const mode of ['good', ...HOSTILE_MODES] as const) {
        await town.levers.loginMode(mode);
        let seen = await attempt();
        while (mode === 'rotated-key' && !seen.loggedIn && performance.now() - begun < KEYS_KEPT - AGAIN) {
          await pause(AGAIN);
          seen = await attempt();
        }
        attempts.push({ mode, ...seen });
        if (mode === 'good' && !seen.loggedIn) break;
      }
    } finally {
      await town.levers.loginMode('good');
    }
    return { attempts };
  },
});
