import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Er is een toegankelijkheidsverklaring', 'There is an accessibility statement'),
  failed: text(
    'Wie op een drempel stuit, weet niet waar hij dat kan melden: er is geen volledige toegankelijkheidsverklaring.',
    'Whoever meets a barrier does not know where to report it: there is no complete accessibility statement.',
  ),
  mend: text(
    'Zet op elke pagina een link naar een verklaring met de mate van naleving, een contact en de klachtenweg.',
    'Put a link on each page to a statement with the degree of conformance, a contact and the way to complain.',
  ),
  requires: { statement: look('statement') },
  requirements: ['WAD-7', 'EU-2018/1523'],
  unless: withoutWeb,
  audit({ statement }) {
    const last = statement.seen.at(-1);
    if (last === undefined) return notRun(text('Niet nagekeken.', 'Not looked at.'));
    if (!last.found)
      return fail(statement.ids, ['the front page has no link whose text says "toegankelijkheid" or "accessibility"']);
    if ((last.status ?? 0) >= 400) return fail(statement.ids, [`${last.url ?? ''} → ${last.status}`]);
    const missing = (['conformance', 'feedback', 'enforcement'] as const).filter((part) => !last.parts.includes(part));
    return missing.length === 0
      ? pass(statement.ids)
      : fail(
          statement.ids,
          missing.map((part) => `missing: ${part}`),
        );
  },
});
