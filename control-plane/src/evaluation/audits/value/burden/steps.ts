import { defineAudit } from '../../../define.ts';
import { atMost, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { efforts, most } from '../../../views/efforts.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De taak telt weinig pagina’s', 'The task has few pages'),
  failed: text(
    'Een burger moet door te veel pagina’s om zijn taak af te ronden.',
    'A citizen must go through too many pages to finish the task.',
  ),
  mend: text(
    'Voeg pagina’s samen en sla over wat de gemeente al weet.',
    'Join pages and skip what the town already knows.',
  ),
  requires: { efforts },
  requirements: ['EIF-17', 'SCM'],
  unless: withoutIntents,
  audit: ({ efforts }, { limits }) =>
    atMost(
      most(efforts, (e) => e.pages),
      limits.steps,
      'pages',
      efforts.map((e) => e.id),
    ),
});
