import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De dienst stuurt niemand naar een vreemde site', 'The service sends nobody to a foreign site'),
  failed: text(
    'Een bedrieger kan met een link naar uw dienst burgers naar zijn eigen site lokken.',
    'A fraudster can lure citizens to a site of their own with a link to your service.',
  ),
  mend: text(
    'Stuur alleen door naar paden van de dienst zelf, of naar een vaste lijst.',
    'Redirect only to paths of the service itself, or to a fixed list.',
  ),
  requires: { probes: look('redirects') },
  requirements: ['ASVS5-3.7.2'],
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const bad = attempts.filter((a) => a.foreign);
    return bad.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          bad.map((a) => `${a.method} ${a.url} (${a.parameter}) → ${a.location}`),
        );
  },
});
