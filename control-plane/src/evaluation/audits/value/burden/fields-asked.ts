import { defineAudit } from '../../../define.ts';
import { atMost, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { efforts, most } from '../../../views/efforts.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('Er wordt weinig gevraagd', 'Little is asked'),
  failed: text('Een burger moet te veel invullen.', 'A citizen must fill in too much.'),
  mend: text(
    'Haal uit de registers wat daar staat, en vraag alleen wat nodig is om te beslissen.',
    'Take from the registers what is there, and ask only what is needed to decide.',
  ),
  requires: { efforts },
  requirements: ['EIF-13', 'SCM'],
  unless: withoutIntents,
  audit: ({ efforts }, { limits }) =>
    atMost(
      most(efforts, (e) => e.asked),
      limits.fieldsAsked,
      'fields',
      efforts.map((e) => e.id),
    ),
});
