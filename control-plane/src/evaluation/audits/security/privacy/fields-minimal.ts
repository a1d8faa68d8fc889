import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { withoutRegisters } from '../../../reasons.ts';
import { accesses } from '../../../views/records.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'De dienst haalt alleen op wat ze zegt nodig te hebben',
    'The service fetches only what it says it needs',
  ),
  failed: text(
    'De dienst haalt gegevens van burgers op waarvoor ze geen doel noemt.',
    'The service fetches data of citizens for which it names no purpose.',
  ),
  mend: text(
    'Vraag alleen de nodige velden op, of geef ze aan onder `needs` met doel en rechtsgrond.',
    'Ask only for the fields that are needed, or declare them under `needs` with purpose and legal basis.',
  ),
  requires: { accesses },
  requirements: ['GDPR-5.1.c', 'EIF-13'],
  unless: withoutRegisters,
  audit({ accesses }, { needs }) {
    const declared = new Set(
      needs.flatMap((n) => Object.entries(n).flatMap(([register, fields]) => fields.map((f) => `${register}.${f}`))),
    );
    const extra = accesses
      .map((a) => ({ a, fields: a.data.fields.map((f) => `${a.data.system}.${f}`).filter((f) => !declared.has(f)) }))
      .filter(({ fields }) => fields.length > 0);
    return extra.length === 0
      ? pass(accesses.slice(0, 3).map((a) => a.id))
      : fail(
          extra.map(({ a }) => a.id),
          [...new Set(extra.flatMap(({ fields }) => fields))].sort(),
        );
  },
});
