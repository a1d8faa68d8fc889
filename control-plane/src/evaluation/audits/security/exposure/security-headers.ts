import { defineAudit } from '../../../define.ts';
import type { Answer } from '../../../http.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { documents } from '../../../views/documents.ts';

function lacksOf(page: Answer): string[] {
  const age = Number(/max-age\s*=\s*"?(\d+)/i.exec(page.told('strict-transport-security'))?.[1] ?? 0);
  const framed =
    /frame-ancestors/i.test(page.told('content-security-policy')) ||
    /deny|sameorigin/i.test(page.told('x-frame-options'));
  return [
    ...(age >= 31_536_000 ? [] : ['Strict-Transport-Security (a year)']),
    ...(/nosniff/i.test(page.told('x-content-type-options')) ? [] : ['X-Content-Type-Options: nosniff']),
    ...(page.told('referrer-policy') !== '' && !/unsafe-url/i.test(page.told('referrer-policy'))
      ? []
      : ['Referrer-Policy']),
    ...(framed ? [] : ['frame-ancestors']),
  ];
}

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'De browser krijgt de juiste veiligheidsregels (headers)',
    'The browser gets the right safety rules (headers)',
  ),
  failed: text(
    'Burgers missen bescherming die hun browser gratis biedt: veiligheidsheaders ontbreken.',
    'Citizens miss protection that their browser offers for free: security headers are missing.',
  ),
  mend: text(
    'Stuur op elk antwoord de genoemde headers; de meeste raamwerken hebben er één instelling voor.',
    'Send the named headers on each answer; most frameworks have one setting for them.',
  ),
  requires: { documents },
  requirements: ['ASVS5-3.4.1', 'ASVS5-3.4.4', 'ASVS5-3.4.5', 'ASVS5-3.4.6'],
  audit({ documents }) {
    const bad = documents.map((page) => ({ page, lacks: lacksOf(page) })).filter(({ lacks }) => lacks.length > 0);
    return bad.length === 0
      ? pass(documents.slice(0, 1).map((d) => d.id))
      : fail(
          bad.slice(0, 3).map(({ page }) => page.id),
          bad.flatMap(({ lacks }) => lacks),
        );
  },
});
