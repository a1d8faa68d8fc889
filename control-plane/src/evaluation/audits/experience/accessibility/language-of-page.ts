import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '3.1.1',
  severity: 'serious',
  failed: text(
    'Een schermlezer leest de pagina met de verkeerde uitspraak: de taal is niet aangegeven.',
    'A screen reader reads the page with the wrong pronunciation: the language is not given.',
  ),
  mend: text('Zet lang="nl" op het html-element.', "Set lang='nl' on the html element."),
});
