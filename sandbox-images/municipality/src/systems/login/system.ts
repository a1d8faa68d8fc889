import { defineSystem } from '../../system.ts';
import { asFetch } from './bridge.ts';
import { confirmLogout } from './logout.ts';

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
    let opened: Promise<(request: Request) => Promise<Response>> | undefined;
    // Loaded and made when first asked: library and keys are worth 200 ms that a start need not wait for.
    const login = async (request: Request): Promise<Response> => {
      opened ??= import('./provider.ts').then(({ openProvider }) =>
        asFetch(openProvider(issuer, context).callback(), { scheme: protocol === 'http:' ? 'http' : 'https', host }),
      );
      return (await opened)(request);
    };
    app.all('*', async (c) => confirmLogout(login, c.req.raw));
  },
});
