import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { healthChecks } from '../../../views/health-checks.ts';

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
  requires: { healthChecks },
  requirements: [],
  audit({ healthChecks }, { service }) {
    const { health } = service;
    const well = healthChecks.filter((c) => c.status >= 200 && c.status < 300);
    const own = healthChecks.filter((c) => c.path === health);
    const good = health === undefined ? well : well.filter((c) => c.path === health);
    if (good.length > 0)
      return pass(
        good.slice(0, 3).map((c) => c.id),
        good.map((c) => c.path),
      );
    if (health === undefined)
      return fail(
        healthChecks.map((c) => c.id),
        ['livenessProbe: -'],
      );
    if (own.length === 0)
      return notRun(text('Het controlepunt werd niet bevraagd.', 'The health check was not asked.'));
    return fail(
      own.map((c) => c.id),
      own.map((c) => `GET ${c.path} → ${c.status}`),
    );
  },
});
