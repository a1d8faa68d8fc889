import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Er slingeren geen bestanden rond', 'No files lie about'),
  failed: text(
    'Iedereen kan bestanden lezen die niet openbaar horen te zijn, zoals .git of .env.',
    'Anyone can read files that should not be public, such as .git or .env.',
  ),
  mend: text(
    'Zet alleen wat openbaar is in de map die de webserver toont.',
    'Put only what is public in the folder that the web server shows.',
  ),
  requires: { probes: look('stray') },
  requirements: ['ASVS5-13.4.1', 'ASVS5-13.4.5'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.there && !a.url.includes('/.well-known/'));
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.method} ${a.url} → ${a.status} ${a.excerpt}`),
        );
  },
});
