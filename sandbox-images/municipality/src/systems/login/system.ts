import { defineSystem } from '../../system.ts';
import { asFetch } from './bridge.ts';
import { confirmLogout } from './logout.ts';
import { asBasic } from './post-secret.ts';
import { openProvider } from './provider.ts';

export default defineSystem({
  host: 'login',
  title: 'Aanmelden (ACM/IDM)',
  standard: 'OpenID Connect',
  examples: () => [
    { title: 'Wat de login kan', path: '/.well-known/openid-configuration' },
    { title: 'De sleutels', path: '/v1/keys' },
  ],
  routes(app, context) {
    const issuer = context.origin('login');
    const { protocol, host } = new URL(issuer);
    let opened: ((request: Request) => Promise<Response>) | undefined;
    // Made when first asked: its keys are worth 100 ms that a start need not wait for.
    const login = (request: Request): Promise<Response> => {
      opened ??= asFetch(openProvider(issuer, context).callback(), {
        scheme: protocol === 'http:' ? 'http' : 'https',
        host,
      });
      return opened(request);
    };
    app.all('*', async (c) => confirmLogout(login, await asBasic(c.req.raw)));
  },
});
