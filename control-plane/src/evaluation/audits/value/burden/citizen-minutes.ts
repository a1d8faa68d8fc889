import { defineAudit } from '../../../define.ts';
import { fail, measured, pass, text } from '../../../outcome.ts';
import { efforts, most } from '../../../views/efforts.ts';

/** Time of the Standard Cost Model, from counted pages and fields: robots are no measure of human time. */
export default defineAudit({
  severity: 'moderate',
  passed: text('De burger is sneller klaar dan vandaag', 'The citizen is done sooner than today'),
  failed: text(
    'De burger is langer bezig dan op de weg die de dienst vervangt.',
    'The citizen takes longer than on the way that the service replaces.',
  ),
  mend: text('Vraag minder velden en toon minder pagina’s.', 'Ask fewer fields and show fewer pages.'),
  requires: { efforts },
  requirements: ['SCM', 'EIF-17'],
  unless: ({ replaces }) =>
    replaces?.citizenMinutes === undefined
      ? text(
          'Er is niet gezegd hoe lang het vandaag duurt (value.replaces).',
          'It was not said how long it takes today (value.replaces).',
        )
      : undefined,
  audit({ efforts }, { limits, replaces }) {
    const minutes = most(efforts, (e) => e.pages * limits.minutesPerPage + e.typed * limits.minutesPerField);
    const today = replaces?.citizenMinutes ?? 0;
    const ids = efforts.map((e) => e.id);
    const model = `${limits.minutesPerPage} min a page + ${limits.minutesPerField} min a field; today ${today} min (claim)`;
    return measured(minutes <= today ? pass(ids, [model]) : fail(ids, [model]), minutes, 'min', today);
  },
});
