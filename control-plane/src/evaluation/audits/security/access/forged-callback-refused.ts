import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { without } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Alleen de gemeente kan terugmelden', 'Only the town can tell something back'),
  failed: text(
    'Iedereen kan de dienst wijsmaken wat er van een bericht werd: de handtekening van een terugmelding wordt niet nagekeken.',
    'Anybody can make the service believe what became of a message: the signature of a callback is not checked.',
  ),
  mend: text(
    'Kijk webhook-signature en webhook-timestamp na met een bibliotheek voor Standard Webhooks, en antwoord anders 401.',
    'Check webhook-signature and webhook-timestamp with a library for Standard Webhooks, and answer 401 otherwise.',
  ),
  requires: { probes: look('forged-callback') },
  requirements: ['STANDARD-WEBHOOKS'],
  unless: without('notification-channel'),
  audit({ probes }) {
    const attempts = probes.seen.flatMap((p) => p.attempts).filter(({ status }) => status > 0);
    if (attempts.length === 0)
      return notRun(text('Er was niets om te proberen.', 'There was nothing to try.'), probes.ids);
    const believed = attempts.filter(({ status }) => status < 300);
    return believed.length === 0
      ? pass(probes.ids)
      : fail(
          probes.ids,
          believed.map(({ how, method, url, status }) => `${how}: ${method} ${url} → ${status}`),
        );
  },
});
