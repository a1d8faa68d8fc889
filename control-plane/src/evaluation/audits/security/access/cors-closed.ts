import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Andere sites kunnen de gegevens niet lezen (CORS)', 'Other sites cannot read the data (CORS)'),
  failed: text(
    'Een vreemde website kan in de browser van een burger diens gegevens uit de dienst lezen.',
    "A foreign website can read a citizen's data from the service in their browser.",
  ),
  mend: text(
    'Antwoord geen Access-Control-Allow-Origin, of alleen voor een vaste lijst van eigen sites.',
    'Answer no Access-Control-Allow-Origin, or only for a fixed list of sites of your own.',
  ),
  requires: { probes: look('cors') },
  requirements: ['ASVS5-3.4.2'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.allowOrigin !== '' && (a.allowCredentials || a.allowOrigin === a.origin));
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map(
            (a) =>
              `Origin ${a.origin}: ${a.method} ${a.url} allows ${a.allowOrigin}${a.allowCredentials ? ' with credentials' : ''}`,
          ),
        );
  },
});
