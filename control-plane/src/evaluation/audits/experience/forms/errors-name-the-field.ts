import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { either, withoutIntents, withoutWeb } from '../../../reasons.ts';
import { errorPages } from '../../../views/error-pages.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Een fout staat bij het veld waar ze over gaat', 'An error stands at the field that it is about'),
  failed: text(
    'Wie een fout maakt, weet niet in welk veld: de melding hoort niet bij het veld.',
    'Whoever makes a mistake does not know in which field: the message is not tied to the field.',
  ),
  mend: text(
    'Zet aria-invalid op het veld en verwijs met aria-describedby naar de melding erbij.',
    'Set aria-invalid on the field and refer to the message beside it with aria-describedby.',
  ),
  requires: { errorPages },
  requirements: ['WCAG21-3.3.1', 'EN301549-9.3.3.1'],
  unless: either(withoutWeb, withoutIntents),
  audit({ errorPages }) {
    const bare = errorPages.filter(
      (p) =>
        (p.invalid.length === 0 && !p.cut) ||
        p.invalid.some((tag) => !/aria-(describedby|errormessage)\s*=/i.test(tag)),
    );
    return bare.length === 0
      ? pass(errorPages.map((p) => p.id))
      : fail(
          bare.map((p) => p.id),
          bare.map((p) => `${p.path}: ${p.invalid[0] ?? 'no field is marked'}`),
        );
  },
});
