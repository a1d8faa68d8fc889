import { defineAudit } from '../../../define.ts';
import { fail, notApplicable, pass, text } from '../../../outcome.ts';
import { either, withoutIntents, withoutWeb } from '../../../reasons.ts';
import { errorPages } from '../../../views/error-pages.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Na een fout blijft staan wat al was ingevuld', 'After a mistake, what was filled in stays'),
  failed: text(
    'Wie één fout maakt, moet alles opnieuw invullen.',
    'Whoever makes one mistake must fill in everything again.',
  ),
  mend: text(
    'Toon het formulier opnieuw met wat de burger invulde.',
    'Show the form again with what the citizen filled in.',
  ),
  requires: { errorPages },
  requirements: ['WCAG21-3.3.4', 'EIF-10'],
  unless: either(withoutWeb, withoutIntents),
  audit({ errorPages }) {
    const several = errorPages.filter((p) => p.fields > 1);
    if (several.length === 0)
      return notApplicable(
        text('Geen formulier met een fout had meer dan één veld.', 'No form with a mistake had more than one field.'),
      );
    const empty = several.filter((p) => p.filled === 0);
    return empty.length === 0
      ? pass(several.map((p) => p.id))
      : fail(
          empty.map((p) => p.id),
          empty.map((p) => `${p.path}: ${p.fields} fields, all empty`),
        );
  },
});
