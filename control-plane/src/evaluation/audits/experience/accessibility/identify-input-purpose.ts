import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.3.5',
  severity: 'moderate',
  failed: text(
    'Browsers en hulpmiddelen kunnen velden niet voor de burger invullen.',
    'Browsers and aids cannot fill in fields for the citizen.',
  ),
  mend: text(
    'Zet de juiste autocomplete op velden over de persoon zelf.',
    'Set the right autocomplete on fields about the person.',
  ),
});
