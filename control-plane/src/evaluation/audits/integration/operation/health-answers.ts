import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('Een beheerder kan zien of de dienst gezond is', 'An operator can see whether the service is healthy'),
  failed: text(
    'Een beheerder kan niet zien of de dienst gezond is: er is geen controlepunt dat antwoordt.',
    'An operator cannot see whether the service is healthy: there is no health check that answers.',
  ),
  mend: text(
    'Geef een livenessProbe aan in proeftuin.yaml, met een pad dat 200 antwoordt zonder login.',
    'Declare a livenessProbe in proeftuin.yaml, with a path that answers 200 without a login.',
  ),
  requires: { answers: serviceAnswers },
  requirements: [],
  audit({ answers }, { service }) {
    const { health } = service;
    if (health === undefined) return fail([], ['livenessProbe: -']);
    const asked = answers.filter((a) => a.url.pathname === health && a.method === 'GET');
    const good = asked.filter((a) => a.status >= 200 && a.status < 400);
    if (asked.length === 0)
      return notRun(text('Het controlepunt werd niet bevraagd.', 'The health check was not asked.'));
    const last = asked.at(-1);
    return good.length > 0
      ? pass(good.slice(0, 3).map((a) => a.id))
      : fail(
          asked.map((a) => a.id),
          [`GET ${health} → ${last?.status ?? 0}`],
        );
  },
});
