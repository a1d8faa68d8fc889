import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { knownFields } from '../../../views/known-fields.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Wat de overheid al weet, wordt niet opnieuw gevraagd', 'What the government knows is not asked again'),
  failed: text(
    'Een burger moet opnieuw invullen wat de overheid al weet.',
    'A citizen must fill in again what the government already knows.',
  ),
  mend: text(
    'Toon deze gegevens ingevuld vanuit de login of het register, en laat de burger ze alleen nakijken.',
    'Show these data filled in from the login or the register, and have the citizen only check them.',
  ),
  requires: { knownFields },
  requirements: ['EIF-13', 'EU-2018/1724-14'],
  unless: withoutLogin,
  audit({ knownFields }) {
    const asked = knownFields.filter((f) => f.required && !f.filled);
    return asked.length === 0
      ? pass(knownFields.map((f) => f.id))
      : fail(
          asked.map((f) => f.id),
          asked.map((f) => `${f.path}: ${f.label}`),
        );
  },
});
