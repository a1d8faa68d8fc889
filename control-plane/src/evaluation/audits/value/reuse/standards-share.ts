import { defineAudit } from '../../../define.ts';
import { isUnder } from '../../../http.ts';
import { fail, measured, notRun, pass, text } from '../../../outcome.ts';
import { serviceCalls } from '../../../views/service-calls.ts';

/** Answers in a form that an open standard describes: linked data, problem details, feeds; and OpenID Connect. */
const STANDARD = /application\/(ld\+json|problem\+json|jwk-set\+json|jwt|trig|rdf\+xml)|text\/turtle/i;

export default defineAudit({
  severity: 'minor',
  passed: text('De dienst praat volgens open standaarden', 'The service talks by open standards'),
  failed: text(
    'Een gemeente zit vast aan deze leverancier: de dienst praat zelden volgens open standaarden.',
    'A town is tied to this provider: the service seldom talks by open standards.',
  ),
  mend: text(
    'Gebruik OSLO (JSON-LD), OpenID Connect en problem+json in plaats van eigen vormen.',
    'Use OSLO (JSON-LD), OpenID Connect and problem+json instead of forms of your own.',
  ),
  requires: { calls: serviceCalls },
  requirements: ['EIF-4', 'EIF-8'],
  audit({ calls }, { base, limits }) {
    const own = calls.filter((c) => c.status > 0);
    if (own.length === 0) return notRun(text('De dienst riep niets op.', 'The service called nothing.'));
    const standard = own.filter(
      (c) =>
        (isUnder(c.url.hostname, base) && c.url.hostname.startsWith('login.')) || STANDARD.test(c.told('content-type')),
    );
    // Systems, not calls: how often each is called depends on who played.
    const hosts = (some: typeof own) => new Set(some.map((c) => c.url.hostname));
    const share = hosts(standard).size / hosts(own).size;
    const ids = own
      .filter((c) => !hosts(standard).has(c.url.hostname))
      .slice(0, 5)
      .map((c) => c.id);
    return measured(
      share >= limits.standardsShare ? pass(standard.slice(0, 3).map((c) => c.id)) : fail(ids),
      share,
      'share',
      limits.standardsShare,
    );
  },
});
