import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De pagina springt niet', 'The page does not jump'),
  failed: text(
    'De pagina verspringt terwijl een burger leest of klikt.',
    'The page jumps while a citizen reads or clicks.',
  ),
  mend: text(
    'Geef beelden een vaste verhouding en schuif niets in boven wat er al staat.',
    'Give pictures a fixed ratio and insert nothing above what is there.',
  ),
  requires: { pages },
  requirements: ['CWV-CLS'],
  timeBased: false,
  unless: withoutWeb,
  audit({ pages }, { limits }) {
    const told = pages.map((p) => ({ id: p.id, value: p.vitals?.cls })).filter((v) => v.value !== undefined);
    if (told.length === 0) return notRun(text('Dit werd niet gemeten.', 'This was not measured.'));
    const worst = told.reduce((a, b) => ((b.value ?? 0) > (a.value ?? 0) ? b : a));
    return atMost(worst.value ?? 0, limits.layoutShift, '', [worst.id]);
  },
});
