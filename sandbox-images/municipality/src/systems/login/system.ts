import { defineSystem } from '../../system.ts';
import { asFetch } from './bridge.ts';
import { confirmLogout } from './logout.ts';
import { escaped, PAGE_HEADERS, page } from './page.ts';

export default defineSystem({
  host: 'login',
  title: 'Aanmelden (ACM/IDM)',
  standard: 'OpenID Connect',
  // RFC 6749 4.1.2.1 knows this error; a person gets a page.
  failed: (c, status, detail) =>
    /\btext\/html\b/.test(c.req.header('accept') ?? '')
      ? c.html(page('Aanmelden lukt nu niet', `<p>${escaped(detail)}</p>`), status, PAGE_HEADERS)
      : c.json({ error: 'temporarily_unavailable', error_description: detail }, status, {
          'cache-control': 'no-store',
        }),
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
