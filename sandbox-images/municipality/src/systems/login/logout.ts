type Fetch = (request: Request) => Promise<Response>;

const CONFIRM = '/v1/logout/confirm';
/** Header by which the provider tells that nobody need be asked. It goes no further than this file. */
export const CONFIRMED = 'x-confirmed';

/**
 * Logs out without a question when the service hands over the id token that it was given for who is logged in: in every other
 * case the person must be asked (RP-Initiated Logout 1.0, 2). The confirmation that the library would have a person press is sent here.
 */
export async function confirmLogout(login: Fetch, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname !== '/v1/logout') return login(request);
  const asked = await login(request);
  if (!asked.headers.has(CONFIRMED)) return asked;
  const html = await asked.text();
  const xsrf = /name="xsrf" value="([0-9a-f]+)"/.exec(html)?.[1];
  if (xsrf === undefined) throw new Error('a logout page without a form');
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.get('cookie') ?? '').split(/;\s*/)) {
    const at = pair.indexOf('=');
    if (at > 0) cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
  for (const line of asked.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  return login(
    new Request(new URL(CONFIRM, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    }),
  );
}
