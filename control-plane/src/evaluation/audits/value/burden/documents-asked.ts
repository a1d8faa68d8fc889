import { defineAudit } from '../../../define.ts';
import { atMost, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { efforts, most } from '../../../views/efforts.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'Er worden geen bewijsstukken gevraagd die de overheid heeft',
    'No documents are asked that the government has',
  ),
  failed: text('Een burger moet stukken opladen.', 'A citizen must upload documents.'),
  mend: text(
    'Vraag het bewijs op bij de overheid die het heeft, in plaats van bij de burger.',
    'Ask the government that has the evidence for it, instead of the citizen.',
  ),
  requires: { efforts },
  requirements: ['EIF-13', 'EU-2018/1724-14'],
  unless: withoutIntents,
  audit: ({ efforts }, { limits }) =>
    atMost(
      most(efforts, (e) => e.documents),
      limits.documentsAsked,
      'files',
      efforts.map((e) => e.id),
    ),
});
