import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { lifecycles } from '../../../views/records.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('De dienst is snel klaar na een start', 'The service is ready soon after a start'),
  failed: text(
    'Na een herstart wachten burgers lang voor de dienst weer antwoordt.',
    'After a restart citizens wait long until the service answers again.',
  ),
  mend: text(
    'Doe zwaar werk (migraties, caches) voor of na de start, niet tijdens.',
    'Do heavy work (migrations, caches) before or after the start, not during it.',
  ),
  requires: { lifecycles },
  requirements: [],
  timeBased: true,
  audit({ lifecycles }, { limits }) {
    const ready = lifecycles.filter((l) => l.data.what === 'ready' && l.data.took !== undefined);
    if (ready.length === 0) return notRun(text('De dienst was nooit klaar.', 'The service was never ready.'));
    const slowest = Math.max(...ready.map((l) => l.data.took ?? 0));
    return atMost(
      slowest,
      limits.startTime,
      'ms',
      ready.map((l) => l.id),
    );
  },
});
