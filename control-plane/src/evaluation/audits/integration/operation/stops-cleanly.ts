import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { lifecycles } from '../../../views/records.ts';

/** Exit codes of a process that stopped because it was asked to: by itself, or by SIGTERM's default. */
const CLEAN = [0, 143];

export default defineAudit({
  severity: 'moderate',
  passed: text('De dienst stopt netjes op verzoek', 'The service stops cleanly when asked'),
  failed: text(
    'Bij een herstart worden burgers halverwege afgebroken: de dienst luistert niet naar het stopsein (SIGTERM).',
    'At a restart citizens are cut off halfway: the service does not heed the stop signal (SIGTERM).',
  ),
  mend: text(
    'Handel SIGTERM af: aanvaard niets nieuws, werk af wat loopt, en stop binnen tien seconden met code 0.',
    'Handle SIGTERM: take nothing new, finish what runs, and stop within ten seconds with code 0.',
  ),
  requires: { lifecycles },
  requirements: [],
  audit({ lifecycles }, { limits }) {
    const stops = lifecycles.filter((l) => l.data.what === 'stopped');
    if (stops.length === 0) return notRun(text('De dienst werd niet gestopt.', 'The service was not stopped.'));
    const rough = stops.filter(
      ({ data }) => (data.exit !== undefined && !CLEAN.includes(data.exit)) || (data.took ?? 0) > limits.stopTime,
    );
    return rough.length === 0
      ? pass(stops.map((l) => l.id))
      : fail(
          rough.map((l) => l.id),
          rough.map(({ data }) => `${data.workload}: exit ${data.exit ?? '?'} after ${Math.round(data.took ?? 0)} ms`),
        );
  },
});
