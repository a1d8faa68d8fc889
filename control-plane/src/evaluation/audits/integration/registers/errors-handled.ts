import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutRegisters } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Fouten van registers worden eerlijk opgevangen', 'Errors of registers are met honestly'),
  failed: text(
    'Als een register hapert, ziet de burger een kapotte pagina of krijgt hij ten onrechte te lezen dat alles gelukt is.',
    'When a register falters, the citizen meets a broken page, or reads wrongly that all went well.',
  ),
  mend: text(
    'Vang 404, 429 (met Retry-After) en 503 op: zeg in een eigen pagina wat niet lukt en wat de burger kan doen.',
    'Meet 404, 429 (with Retry-After) and 503: say on a page of your own what fails and what the citizen can do.',
  ),
  requires: { outage: look('outage') },
  requirements: ['ASVS5-16.5.3', 'RFC9457'],
  unless: withoutRegisters,
  audit({ outage }) {
    // How long a silent register may hold a page up is another audit's question.
    const attempts = outage.seen.flatMap((o) => o.attempts).filter((a) => a.fault !== 'timeout');
    if (attempts.length === 0) return notRun(text('Geen systeem werd verstoord.', 'No system was disturbed.'));
    const dishonest = attempts.filter((a) => !a.honest);
    return dishonest.length === 0
      ? pass(outage.ids)
      : fail(
          outage.ids,
          dishonest.map((a) => `${a.system}, ${a.fault}: ${a.status} ${a.message}`),
        );
  },
});
