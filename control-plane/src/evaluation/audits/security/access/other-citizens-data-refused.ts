import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Een burger ziet alleen zijn eigen dossiers', 'A citizen sees only their own cases'),
  failed: text('Een burger kan het dossier van een ander lezen', "A citizen can read someone else's case"),
  mend: text(
    'Kijk bij elk verzoek op de server na of het gevraagde dossier van de ingelogde persoon is; antwoord anders 404.',
    'Check on the server, at each request, that the case asked for belongs to the person logged in; answer 404 otherwise.',
  ),
  requires: { replay: look('replay') },
  requirements: ['ASVS5-8.2.1', 'ASVS5-8.2.2'],
  unless: withoutLogin,
  audit({ replay }) {
    const requests = replay.seen.flatMap((r) => r.requests);
    if (requests.length === 0)
      return notRun(text('Er was niets persoonlijks om na te vragen.', 'There was nothing personal to ask for again.'));
    const leaks = requests.filter((r) => r.status > 0 && r.status < 400 && r.reveals.length > 0);
    return leaks.length === 0
      ? pass(replay.ids)
      : fail(
          replay.ids,
          leaks.map((r) => `as ${r.as}: ${r.method} ${r.url} → ${r.status}: ${r.reveals.join(', ')}`),
        );
  },
});
