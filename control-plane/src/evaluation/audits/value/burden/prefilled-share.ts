import { defineAudit } from '../../../define.ts';
import { fail, measured, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { knownFields } from '../../../views/known-fields.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De meeste bekende gegevens staan al ingevuld', 'Most data that are known are filled in already'),
  failed: text(
    'Weinig van wat de overheid weet, staat al ingevuld.',
    'Little of what the government knows is filled in.',
  ),
  mend: text(
    'Vul naam, geboortedatum en adres in vanuit de login of het register.',
    'Fill in name, date of birth and address from the login or the register.',
  ),
  requires: { knownFields },
  requirements: ['EIF-13', 'EGOV-BENCHMARK-PREFILLED'],
  unless: withoutLogin,
  audit({ knownFields }, { limits }) {
    const filled = knownFields.filter((f) => f.filled);
    const share = filled.length / knownFields.length;
    const ids = knownFields.map((f) => f.id);
    const blank = knownFields.filter((f) => !f.filled).map((f) => `${f.path}: ${f.label}`);
    return measured(
      share >= limits.prefilledShare ? pass(ids) : fail(ids, blank),
      share,
      'share',
      limits.prefilledShare,
    );
  },
});
