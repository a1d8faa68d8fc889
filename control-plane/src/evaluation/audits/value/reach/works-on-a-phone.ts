import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De taak lukt op een telefoon', 'The task can be done on a phone'),
  failed: text(
    'Wie alleen een telefoon heeft, kan de taak niet afronden of moet zijwaarts schuiven.',
    'Whoever has only a phone cannot finish the task or must scroll sideways.',
  ),
  mend: text(
    'Zet een viewport-meta en laat alles in één kolom passen.',
    'Set a viewport meta and let everything fit one column.',
  ),
  requires: { phone: look('phone') },
  requirements: ['EGOV-BENCHMARK-MOBILE'],
  unless: withoutWeb,
  audit({ phone }) {
    if (phone.seen.length === 0) return notRun(text('Niet nagekeken.', 'Not looked at.'));
    const details = phone.seen.flatMap((p) => [
      ...(p.intent !== undefined && !p.completed ? [`${p.intent}: ${p.stuck ?? 'not completed'}`] : []),
      ...p.pages
        .filter((f) => f.scrollWidth > f.width + 1)
        .map((f) => `${f.url}: ${f.scrollWidth} px wide in ${f.width} px`),
    ]);
    return details.length === 0 ? pass(phone.ids) : fail(phone.ids, details);
  },
});
