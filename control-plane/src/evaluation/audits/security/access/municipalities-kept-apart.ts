import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { withoutServants } from '../../../reasons.ts';
import { neighbours } from '../../../views/neighbours.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Een gemeente ziet alleen haar eigen dossiers', 'A municipality sees only its own cases'),
  failed: text(
    'Een ambtenaar van een andere gemeente kan het dossier van een burger lezen.',
    "A civil servant of another municipality can read a citizen's case.",
  ),
  mend: text(
    'Leid de gemeente af uit de organisatie van de login (`vo_orgcode`) en zoek elke lijst en elk dossier binnen die gemeente; antwoord anders 404.',
    'Take the municipality from the organisation at the login (`vo_orgcode`) and look up every list and every case within it; answer 404 otherwise.',
  ),
  requires: { neighbours },
  requirements: ['ASVS5-8.4.1', 'GDPR-32'],
  unless: withoutServants,
  audit({ neighbours }) {
    const seen = neighbours.flatMap(({ id, scenario, listed, opened }) => [
      ...(listed ? [{ id, how: `${scenario}: in the list of another municipality` }] : []),
      ...(opened ? [{ id, how: `${scenario}: by its address, as another municipality` }] : []),
    ]);
    return seen.length === 0
      ? pass(neighbours.map(({ id }) => id))
      : fail(
          seen.map(({ id }) => id),
          seen.map(({ how }) => how),
        );
  },
});
