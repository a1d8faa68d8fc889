import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { logins } from '../../../views/records.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De login vraagt niet meer dan is aangegeven', 'The login asks no more than was declared'),
  failed: text(
    'De dienst vraagt bij het inloggen meer gegevens van de burger dan ze heeft aangegeven.',
    'The service asks for more data of the citizen at login than it declared.',
  ),
  mend: text(
    'Vraag alleen de scopes die u nodig hebt, of geef ze aan bij `login` in proeftuin.yaml met een doel in `needs`.',
    'Ask only for the scopes that you need, or declare them at `login` in proeftuin.yaml with a purpose in `needs`.',
  ),
  requires: { logins },
  requirements: ['GDPR-5.1.c', 'ASVS5-10.3.2'],
  unless: withoutLogin,
  audit({ logins }, { scopes }) {
    const asked = logins.filter((l) => l.data.event === 'authorize');
    if (asked.length === 0) return notRun(text('Niemand logde in.', 'Nobody logged in.'));
    const extra = (some: readonly string[]) => some.filter((s) => s !== 'openid' && !scopes.includes(s));
    const wrong = asked.filter((l) => extra(l.data.scopes ?? []).length > 0);
    const names = [...new Set(wrong.flatMap((l) => extra(l.data.scopes ?? [])))].sort();
    return wrong.length === 0
      ? pass(asked.map((l) => l.id))
      : fail(
          wrong.map((l) => l.id),
          names.map((name) => `scope: ${name}`),
        );
  },
});
