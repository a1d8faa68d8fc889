import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { look } from '../../../views/look.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

/** How an error of a common platform looks when it is shown as it is. */
const TRACES =
  /(^|\s)at [\w$.<>[\] ]+ \((?:file:\/\/|\/|node:)[^)]*:\d+:\d+\)|Traceback \(most recent call last\)|(^|\s)at [\w.$]+\.[\w$<>]+\([\w]+\.(?:java|kt|scala):\d+\)|Fatal error: .{1,120} on line \d+|goroutine \d+ \[running\]|Whoops, looks like something went wrong|Werkzeug Debugger| {3}at [\w.]+\(.*\) in .*:line \d+/m;

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
    const met = answers.filter((a) => a.status >= 400 && TRACES.test(a.body().slice(0, 100_000)));
    return shown.length + met.length === 0
      ? pass(errors.ids)
      : fail(
          [...met.map((a) => a.id), ...(shown.length > 0 ? errors.ids : [])],
          [
            ...shown.map((a) => `${a.method} ${a.url} → ${a.status}: ${a.traces[0] ?? ''}`),
            ...met.map((a) => `${a.method} ${a.url.pathname} → ${a.status}`),
          ],
        );
  },
});
