import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Afmelden beëindigt de sessie echt', 'Logging out really ends the session'),
  failed: text(
    'Wie na een burger aan dezelfde computer zit, kan nog bij diens gegevens: afmelden beëindigt de sessie niet.',
    'Whoever sits at the computer after a citizen can still reach their data: logging out does not end the session.',
  ),
  mend: text(
    'Bied overal een knop om af te melden, en verwijder de sessie dan ook op de server.',
    'Offer a way to log out everywhere, and delete the session on the server too.',
  ),
  requires: { session: look('session') },
  requirements: ['ASVS5-7.4.1', 'ASVS5-7.4.4'],
  unless: withoutLogin,
  audit({ session }) {
    const tried = session.seen.filter((s) => s.loggedIn);
    if (tried.length === 0) return notRun(text('Inloggen lukte niet.', 'The login did not succeed.'), session.ids);
    const missing = tried.filter((s) => !s.logout.offered || !s.logout.done);
    const open = tried.flatMap((s) => s.replayed).filter((r) => r.status < 400 && r.reveals.length > 0);
    const details = [
      ...missing.map((s) => (s.logout.offered ? 'the logout did not work' : 'no logout is offered')),
      ...open.map((r) => `${r.method} ${r.url} → ${r.status}: ${r.reveals.join(', ')}`),
    ];
    return details.length === 0 ? pass(session.ids) : fail(session.ids, details);
  },
});
