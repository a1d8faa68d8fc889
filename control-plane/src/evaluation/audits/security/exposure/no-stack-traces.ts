import { defineAudit } from '../../../define.ts';
import { fail, needsReview, pass, text } from '../../../outcome.ts';
import { TOO_LONG } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

/** How an error of a common platform looks when it is shown as it is. Hostile texts go through it: each repetition is bounded. */
const TRACES =
  /(^|\s)at [\w$.<>[\] ]{1,200} \((?:file:\/\/|\/|node:)[^)]{0,400}:\d+:\d+\)|Traceback \(most recent call last\)|(^|\s)at [\w.$]{1,200}\.[\w$<>]{1,100}\([\w]{1,100}\.(?:java|kt|scala):\d+\)|Fatal error: .{1,120} on line \d+|goroutine \d+ \[running\]|Whoops, looks like something went wrong|Werkzeug Debugger| {3}at [\w.]{1,200}\([^\n]{0,200}\) in [^\n]{0,300}:line \d+/m;

export default defineAudit({
  severity: 'moderate',
  passed: text('Fouten verraden niets over de binnenkant', 'Errors reveal nothing of the inside'),
  failed: text(
    'Een aanvaller leest in foutmeldingen hoe de dienst van binnen werkt.',
    'An attacker reads in error messages how the service works inside.',
  ),
  mend: text(
    'Toon bij een fout een eigen pagina met een nummer; zet de bijzonderheden alleen in het logboek.',
    'Show a page of your own with a number at an error; put the particulars in the log only.',
  ),
  requires: { answers: serviceAnswers, errors: look('errors') },
  requirements: ['ASVS5-16.5.1', 'ASVS5-13.4.2'],
  audit({ answers, errors }) {
    const shown = errors.seen.flatMap((e) => e.attempts).filter((a) => a.traces.length > 0);
    const errorPages = answers.filter((a) => a.status >= 400);
    const met = errorPages.filter((a) => TRACES.test(a.body()));
    const named = (some: typeof errorPages) => some.map((a) => `${a.method} ${a.url.pathname} → ${a.status}`);
    if (shown.length + met.length > 0)
      return fail(
        [...met.map((a) => a.id), ...(shown.length > 0 ? errors.ids : [])],
        [...shown.map((a) => `${a.method} ${a.url} → ${a.status}: ${a.traces[0] ?? ''}`), ...named(met)],
      );
    const unread = errorPages.filter((a) => a.partly);
    return unread.length === 0
      ? pass(errors.ids)
      : needsReview(
          TOO_LONG,
          unread.map((a) => a.id),
          named(unread),
        );
  },
});
