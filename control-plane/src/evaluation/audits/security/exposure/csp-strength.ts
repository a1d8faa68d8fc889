import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { documents } from '../../../views/documents.ts';

/** What a Content-Security-Policy leaves open for scripts. */
function weaknesses(policy: string): string[] {
  if (policy === '') return ['no Content-Security-Policy'];
  const parts = policy.split(/[;,]/).map((part) => part.trim().split(/\s+/));
  const directives = new Map(parts.map(([name = '', ...values]) => [name.toLowerCase(), values]));
  const scripts = directives.get('script-src') ?? directives.get('default-src');
  if (scripts === undefined) return ['no script-src or default-src'];
  const strict = scripts.some((v) => /^'(nonce|sha(256|384|512))-/.test(v));
  return [
    ...(scripts.includes("'unsafe-inline'") && !strict ? ["script-src 'unsafe-inline'"] : []),
    ...(scripts.includes("'unsafe-eval'") ? ["script-src 'unsafe-eval'"] : []),
    ...scripts.filter((v) => ['*', 'http:', 'https:', 'data:'].includes(v)).map((v) => `script-src ${v}`),
  ];
}

export default defineAudit({
  severity: 'moderate',
  passed: text('Alleen eigen scripts mogen draaien (CSP)', 'Only scripts of its own may run (CSP)'),
  failed: text(
    'Als er ooit een gat in een pagina zit, houdt niets vreemde scripts tegen.',
    'If a page ever has a hole, nothing stops foreign scripts.',
  ),
  mend: text(
    "Stuur een Content-Security-Policy met default-src 'self', zonder 'unsafe-inline' voor scripts.",
    "Send a Content-Security-Policy with default-src 'self', without 'unsafe-inline' for scripts.",
  ),
  requires: { documents },
  requirements: ['ASVS5-3.4.3'],
  audit({ documents }) {
    const bad = documents
      .map((page) => ({ page, weak: weaknesses(page.all('content-security-policy').join(', ')) }))
      .filter(({ weak }) => weak.length > 0);
    return bad.length === 0
      ? pass(documents.slice(0, 1).map((d) => d.id))
      : fail(
          bad.slice(0, 3).map(({ page }) => page.id),
          bad.flatMap(({ weak }) => weak),
        );
  },
});
