import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { withoutRegisters } from '../../../reasons.ts';
import { accesses } from '../../../views/records.ts';

export default defineAudit({
  severity: 'critical',
  passed: text('Niemand wordt opgezocht zonder reden', 'Nobody is looked up without a reason'),
  failed: text(
    'De dienst zocht inwoners op die niemand iets gevraagd hebben.',
    'The service looked up residents who asked nobody for anything.',
  ),
  mend: text(
    'Bevraag alleen wie ingelogd is en diens gezin; haal nooit hele lijsten van personen op.',
    'Ask only about the person logged in and their household; never fetch whole lists of persons.',
  ),
  requires: { accesses },
  requirements: ['GDPR-5.1.b', 'GDPR-5.1.c'],
  unless: withoutRegisters,
  audit({ accesses }) {
    const touched = accesses.filter((a) => a.data.honeytoken);
    return touched.length === 0
      ? pass(accesses.slice(0, 1).map((a) => a.id))
      : fail(
          touched.map((a) => a.id),
          touched.map((a) => `${a.data.system}: ${a.data.subject} (${a.data.purpose})`),
        );
  },
});
