import { defineAudit } from '../../../define.ts';
import { borne } from '../../../load.ts';
import { text } from '../../../outcome.ts';
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
  audit: ({ load }) => borne(load, 'burst', ({ sent, served }) => served === sent),
});
