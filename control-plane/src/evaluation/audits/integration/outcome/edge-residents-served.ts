import { defineAudit } from '../../../define.ts';
import { fail, measured, notRun, pass, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { stories } from '../../../views/stories.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Ook ongewone inwoners worden geholpen', 'Unusual residents are served too'),
  failed: text(
    'De dienst laat inwoners met ongewone gegevens in de steek.',
    'The service lets down residents with unusual data.',
  ),
  mend: text(
    'Probeer de genoemde inwoners uit in `proeftuin dev` en kijk waar hun naam, adres of nummer vastloopt.',
    'Try the named residents in `proeftuin dev` and see where their name, address or number gets stuck.',
  ),
  requires: { stories },
  requirements: ['EIF-14'],
  unless: withoutIntents,
  audit({ stories }, { limits }) {
    const told = stories.filter((s) => s.came === 'ok' || s.came === 'failed');
    const people = told.flatMap((s) => Object.entries(s.people ?? {}).map(([tag, ok]) => ({ tag, ok, id: s.id })));
    if (people.length === 0)
      return notRun(
        text('Geen ongewone inwoner speelde mee in deze suite.', 'No unusual resident took part in this suite.'),
      );
    const failed = people.filter((p) => !p.ok);
    const tags = [...new Set(failed.map((p) => p.tag))].sort();
    const share = 1 - failed.length / people.length;
    const ids = people.map((p) => p.id);
    return measured(
      share >= limits.edgeShare
        ? pass(ids)
        : fail(
            failed.map((p) => p.id),
            tags,
            text(
              `De dienst laat deze inwoners in de steek: ${tags.join(', ')}.`,
              `The service lets these residents down: ${tags.join(', ')}.`,
            ),
          ),
      share,
      'share',
      limits.edgeShare,
    );
  },
});
