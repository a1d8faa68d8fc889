import { defineAudit } from '../../../define.ts';
import { fail, needsReview, notRun, pass, text } from '../../../outcome.ts';
import { TOO_LONG } from '../../../reasons.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

const PATHS = ['/.well-known/security.txt', '/security.txt'];

export default defineAudit({
  severity: 'minor',
  passed: text(
    'Wie een lek vindt, weet waar het te melden (security.txt)',
    'Whoever finds a hole knows where to report it (security.txt)',
  ),
  failed: text(
    'Wie een lek vindt, kan het nergens melden: er is geen security.txt.',
    'Whoever finds a hole can report it nowhere: there is no security.txt.',
  ),
  mend: text(
    'Zet op /.well-known/security.txt een Contact en een Expires (RFC 9116).',
    'Put a Contact and an Expires at /.well-known/security.txt (RFC 9116).',
  ),
  requires: { answers: serviceAnswers },
  requirements: ['RFC9116'],
  audit({ answers }) {
    const asked = answers.filter((a) => PATHS.includes(a.url.pathname) && a.method === 'GET');
    if (asked.length === 0) return notRun(text('Er werd niet naar gevraagd.', 'It was not asked for.'));
    const good = asked.filter((a) => a.status === 200 && /^Contact:/im.test(a.body()) && /^Expires:/im.test(a.body()));
    if (good.length > 0) return pass(good.map((a) => a.id));
    const unread = asked.filter((a) => a.status === 200 && a.partly);
    return unread.length > 0
      ? needsReview(
          TOO_LONG,
          unread.map((a) => a.id),
        )
      : fail(
          asked.map((a) => a.id),
          asked.map((a) => `${a.url.pathname} → ${a.status}`),
        );
  },
});
