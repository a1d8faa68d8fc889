import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { lifecycles } from '../../../views/records.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('De dienst start en antwoordt', 'The service starts and answers'),
  failed: text(
    'Niemand kan de dienst gebruiken: ze startte niet, of stopte uit zichzelf.',
    'Nobody can use the service: it did not start, or stopped by itself.',
  ),
  mend: text(
    'Lees de laatste regels van het logboek van de container; probeer het image met dezelfde omgeving en zonder schrijfbare schijf.',
    "Read the last lines of the container's log; try the image with the same environment and without a writable disk.",
  ),
  requires: { lifecycles },
  requirements: [],
  audit({ lifecycles }) {
    const broke = lifecycles.filter(
      ({ data }) => data.what === 'not-ready' || data.what === 'exited' || data.what === 'failed',
    );
    const ready = lifecycles.filter(({ data }) => data.what === 'ready');
    if (broke.length > 0)
      return fail(
        broke.map((l) => l.id),
        broke.map(
          ({ data }) =>
            `${data.workload} ${data.what} ${data.reason ?? ''} ${data.exit === undefined ? '' : `exit ${data.exit}`}`,
        ),
      );
    return ready.length > 0
      ? pass(ready.map((l) => l.id))
      : notRun(text('De dienst werd niet gestart.', 'The service was not started.'));
  },
});
