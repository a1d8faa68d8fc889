import { BASE, type EvidenceMaker } from './evidence.ts';
import type { Example } from './examples.ts';

const errorPage = (m: EvidenceMaker, answer: Parameters<EvidenceMaker['exchange']>[1]) => {
  m.exchange('/x', answer);
  m.look('errors', { attempts: [] });
};
const list = (m: EvidenceMaker, query: string, cut: boolean) =>
  m.exchange(`https://basisregisters.${BASE}/v2/straten${query}`, {
    from: 'web',
    told: { 'content-type': 'application/ld+json' },
    body: '{"straten": [',
    cut,
  });

/** Audits over bodies of which a part was not read: nothing passes for what may be in the rest. */
export const cut: readonly Example[] = [
  {
    audit: 'security/exposure/no-stack-traces',
    comesTo: 'needs-review',
    // A long download is no error page.
    good: (m) => errorPage(m, { cut: true, body: 'film' }),
    bad: (m) => errorPage(m, { status: 500, cut: true, body: ' '.repeat(1000) }),
  },
  {
    audit: 'security/exposure/no-stack-traces',
    comesTo: 'needs-review',
    good: (m) => errorPage(m, { status: 404, told: { 'content-encoding': 'br' }, body: 'niet gevonden' }),
    bad: (m) => errorPage(m, { status: 404, told: { 'content-encoding': 'gzip, gzip' }, body: '…' }),
  },
  {
    audit: 'security/exposure/security-txt',
    comesTo: 'needs-review',
    good: (m) =>
      m.exchange('/security.txt', { cut: true, body: 'Contact: mailto:a@b.example\nExpires: 2027-01-01T00:00:00Z\n' }),
    bad: (m) => m.exchange('/security.txt', { cut: true, body: '# niets\n' }),
  },
  {
    audit: 'integration/registers/pages-followed',
    comesTo: 'needs-review',
    good(m) {
      list(m, '?limit=500', true);
      list(m, '?limit=500&offset=500', false);
    },
    bad: (m) => list(m, '?limit=500', true),
  },
];
