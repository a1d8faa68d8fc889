import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('De taak lukt met het toetsenbord alleen', 'The task can be done by keyboard alone'),
  failed: text(
    'Wie geen muis kan gebruiken, kan de taak niet afronden.',
    'Whoever cannot use a mouse cannot finish the task.',
  ),
  mend: text(
    'Gebruik echte knoppen, links en velden; alles wat te klikken is, moet met Tab en Enter te bedienen zijn.',
    'Use real buttons, links and fields; all that can be clicked must work with Tab and Enter.',
  ),
  requires: { keyboard: look('keyboard') },
  requirements: ['WCAG21-2.1.1', 'WCAG21-2.1.2', 'EN301549-9.2.1.1'],
  unless: withoutWeb,
  audit({ keyboard }) {
    if (keyboard.seen.length === 0) return notRun(text('Niet nagekeken.', 'Not looked at.'));
    const details = keyboard.seen.flatMap((k) => [
      ...(k.intent !== undefined && !k.completed ? [`${k.intent}: ${k.stuck ?? 'not completed'}`] : []),
      ...(k.trap === undefined ? [] : [`trap: ${k.trap.name} ${k.trap.target}`]),
      ...k.unreached.map((u) => `not reached: ${u.name} ${u.target}`),
    ]);
    return details.length === 0 ? pass(keyboard.ids) : fail(keyboard.ids, details);
  },
});
