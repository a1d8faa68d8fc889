import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Het is te zien waar het toetsenbord is', 'One can see where the keyboard is'),
  failed: text(
    'Wie met het toetsenbord werkt, ziet niet waar hij is.',
    'Whoever works by keyboard cannot see where they are.',
  ),
  mend: text(
    'Haal outline: none weg, of geef :focus-visible een duidelijke rand.',
    'Take outline: none away, or give :focus-visible a clear outline.',
  ),
  requires: { keyboard: look('keyboard') },
  requirements: ['WCAG21-2.4.7', 'EN301549-9.2.4.7'],
  unless: withoutWeb,
  audit({ keyboard }) {
    const stops = keyboard.seen.flatMap((k) => k.stops);
    if (stops.length === 0) return notRun(text('Niets kreeg de focus.', 'Nothing took the focus.'), keyboard.ids);
    const hidden = stops.filter((s) => !s.visible);
    return hidden.length === 0
      ? pass(keyboard.ids)
      : fail(
          keyboard.ids,
          hidden.map((s) => `${s.name} ${s.target}`),
        );
  },
});
