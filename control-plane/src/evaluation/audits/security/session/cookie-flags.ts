import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { type MetPage, pagesByCookies } from '../../../views/pages.ts';

/** Names by which frameworks call the cookie that carries a session. */
const SESSION = /^__(host|secure)-|zitting|sess|sid\b|^sid|auth|token|connect|login|identity/i;

type Cookie = NonNullable<MetPage['cookies']>[number];

function lacksOf(cookie: Cookie): string[] {
  const carries = SESSION.test(cookie.name);
  return [
    ...(cookie.secure ? [] : ['Secure']),
    ...(carries && !cookie.httpOnly ? ['HttpOnly'] : []),
    ...(carries && !/^(lax|strict)$/i.test(cookie.sameSite) ? ['SameSite'] : []),
  ];
}

export default defineAudit({
  severity: 'serious',
  passed: text(
    'Cookies zijn beschermd (Secure, HttpOnly, SameSite)',
    'Cookies are protected (Secure, HttpOnly, SameSite)',
  ),
  failed: text(
    'De sessie van een burger kan gestolen of misbruikt worden: haar cookie is niet goed beschermd.',
    "A citizen's session can be stolen or abused: its cookie is not well protected.",
  ),
  mend: text(
    'Zet op de sessiecookie Secure, HttpOnly en SameSite=Lax of Strict, en noem ze __Host-….',
    'Set Secure, HttpOnly and SameSite=Lax or Strict on the session cookie, and name it __Host-….',
  ),
  requires: { pages: pagesByCookies },
  requirements: ['ASVS5-3.3.1', 'ASVS5-3.3.2', 'ASVS5-3.3.4'],
  audit({ pages }, { service }) {
    const host = URL.parse(service.origin)?.hostname ?? '';
    const own = pages.flatMap((p) => (p.cookies ?? []).map((cookie) => ({ cookie, id: p.id, lacks: lacksOf(cookie) })));
    const ours = own.filter(({ cookie }) => host.endsWith(cookie.domain.replace(/^\./, '')));
    if (pages.every((p) => p.cookies === undefined))
      return notRun(text('Cookies werden niet opgenomen.', 'Cookies were not recorded.'));
    const bad = ours.filter(({ lacks }) => lacks.length > 0);
    return bad.length === 0
      ? pass(ours.slice(0, 2).map(({ id }) => id))
      : fail(
          bad.slice(0, 3).map(({ id }) => id),
          bad.map(({ cookie, lacks }) => `${cookie.name}: no ${lacks.join(', ')}`),
        );
  },
});
