import { defineCriterion } from '../../../criterion.ts';
import { text } from '../../../outcome.ts';

export default defineCriterion({
  sc: '1.4.2',
  severity: 'serious',
  failed: text(
    'Geluid begint vanzelf en stoort wie een schermlezer gebruikt.',
    'Sound starts by itself and disturbs whoever uses a screen reader.',
  ),
  mend: text('Laat geluid alleen op vraag beginnen.', 'Let sound start only when asked.'),
  // A page without scripts has nothing to stop it with.
  sure: (suspected) =>
    suspected.filter((p) => p.markup() !== '' && !p.isCut('html') && !/<script\b|\son\w+\s*=/i.test(p.markup())),
});
