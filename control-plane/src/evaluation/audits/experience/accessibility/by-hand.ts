import { defineAudit } from '../../../define.ts';
import { needsReview, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pages } from '../../../views/pages.ts';
import { BY_HAND } from '../../../wcag.ts';

/** One finding for all criteria that no rule decides, so that nobody reads a clean run as conformance. */
export default defineAudit({
  severity: 'moderate',
  passed: text('Wat van WCAG 2.1 alleen een mens kan zien', 'What of WCAG 2.1 only a person can see'),
  failed: text('Een mens moet deze criteria nog nakijken.', 'A person has yet to check these criteria.'),
  mend: text(
    'Laat iemand die hulpmiddelen kent de opgenomen pagina’s op deze criteria nakijken.',
    'Have someone who knows assistive technology check the recorded pages on these criteria.',
  ),
  requires: { pages },
  requirements: BY_HAND.map(([sc]) => `WCAG21-${sc}`),
  unless: withoutWeb,
  audit: ({ pages }) =>
    needsReview(
      text(
        `Over ${BY_HAND.length} criteria kan geen programma oordelen.`,
        `On ${BY_HAND.length} criteria no program can judge.`,
      ),
      pages
        .filter((p) => p.screenshot !== undefined)
        .slice(0, 10)
        .map((p) => p.id),
      [BY_HAND.map(([sc]) => sc).join(', ')],
    ),
});
