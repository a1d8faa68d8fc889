import type { LookData } from '@proeftuin/contract/looks';
import { HOSTILE_MODES } from '@proeftuin/contract/municipality';
import { knows } from '../http/known.ts';
import { cookieHeader } from '../http/probe.ts';
import { defineLook } from '../look.ts';

/** The town's login gives tokens that are wrong in one way each (OpenID Connect Core 3.1.3.7): whom does the service let in? */
export default defineLook({
  id: 'hostile-login',
  needs: 'login',
  async run({ service, town, ask, intent, anyone }) {
    const attempts: LookData<'hostile-login'>['attempts'] = [];
    const path = intent?.path ?? '/';
    try {
      for (const mode of ['good', ...HOSTILE_MODES] as const) {
        const visitor = await anyone();
        await town.levers.loginMode(mode);
        const message = await visitor.login().then(
          () => '',
          (thrown: unknown) => (thrown instanceof Error ? thrown.message.slice(0, 200) : ''),
        );
        const { status } = visitor.guard;
        const cookie = await cookieHeader(visitor.context, service.origin);
        const { known } = await knows(ask, path, cookie, visitor.person);
        await visitor.close();
        attempts.push({ mode, loggedIn: known, status, message });
        if (mode === 'good' && !known) break;
      }
    } finally {
      await town.levers.loginMode('good');
    }
    return { attempts };
  },
});
