import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Teruggaan en herladen kan zonder verlies', 'Going back and reloading loses nothing'),
  failed: text(
    'Wie teruggaat of herlaadt, verliest wat hij invulde of ziet een foutpagina.',
    'Whoever goes back or reloads loses what they filled in or meets an error page.',
  ),
  mend: text(
    'Bewaar elke stap op de server, stuur door met 303 na een POST, en toon de stap bij teruggaan opnieuw ingevuld.',
    'Keep each step on the server, redirect with 303 after a POST, and show the step filled in when one goes back.',
  ),
  requires: { again: look('back-reload') },
  requirements: ['EIF-10'],
  unless: withoutIntents,
  audit({ again }) {
    const attempts = again.seen.flatMap((a) => a.attempts);
    if (attempts.length === 0) return notRun(text('Niet geprobeerd.', 'Not tried.'), again.ids);
    const bad = attempts.filter((a) => !a.usable || a.emptied.length > 0);
    return bad.length === 0
      ? pass(again.ids)
      : fail(
          again.ids,
          bad.map(
            (a) =>
              `${a.what} ${a.url} → ${a.status}${a.emptied.length > 0 ? `, emptied: ${a.emptied.join(', ')}` : ''}`,
          ),
        );
  },
});
