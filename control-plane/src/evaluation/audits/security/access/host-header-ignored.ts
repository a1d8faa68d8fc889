import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Een vervalste hostnaam verandert niets', 'A forged host name changes nothing'),
  failed: text(
    'Een aanvaller kan links in pagina’s of mails van de dienst naar zijn eigen site laten wijzen.',
    'An attacker can have links in pages or mails of the service lead to a site of their own.',
  ),
  mend: text(
    'Maak links met het vaste adres uit de omgeving (PUBLIC_URL), nooit met Host of X-Forwarded-Host.',
    'Make links with the fixed address of the environment (PUBLIC_URL), never with Host or X-Forwarded-Host.',
  ),
  requires: { probes: look('host-header') },
  requirements: ['ASVS5-4.1.3'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.used);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.header}: ${a.method} ${a.url} → ${a.status}`),
        );
  },
});
