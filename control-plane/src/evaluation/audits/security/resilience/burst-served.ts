import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Een piek van bezoekers wordt bediend', 'A burst of visitors is served'),
  failed: text('Bij een piek van bezoekers krijgen burgers fouten.', 'At a burst of visitors citizens get errors.'),
  mend: text(
    'Begrens wat tegelijk loopt en laat de rest even wachten; antwoord desnoods 503 met Retry-After.',
    'Bound what runs at once and let the rest wait a moment; if need be answer 503 with Retry-After.',
  ),
  requires: { load: look('load') },
  requirements: [],
  timeBased: true,
  audit({ load }) {
    const own = load.seen.flatMap((l) => l.attempts).filter((a) => a.what === 'burst');
    if (own.length === 0) return notRun(text('Niet geprobeerd.', 'Not tried.'), load.ids);
    const bad = own.filter((a) => !a.answered || a.served < a.sent);
    return bad.length === 0
      ? pass(load.ids)
      : fail(
          load.ids,
          bad.map((a) => `${a.method} ${a.url} → ${a.status}${a.answered ? '' : ', then no answer'}`),
        );
  },
});
