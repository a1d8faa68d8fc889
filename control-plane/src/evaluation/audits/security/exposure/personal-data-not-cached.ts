import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { withoutLogin } from '../../../reasons.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

const DATA = /^\s*(text\/html|application\/(json|[\w.+-]*\+json|pdf))/i;

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'Persoonlijke pagina’s blijven niet achter in een cache',
    'Personal pages do not stay behind in a cache',
  ),
  failed: text(
    'Persoonlijke pagina’s blijven bewaard in de browser of een tussenstation, leesbaar voor wie erna komt.',
    'Personal pages are kept in the browser or on the way, readable for whoever comes next.',
  ),
  mend: text(
    'Stuur Cache-Control: no-store op elk antwoord aan wie ingelogd is.',
    'Send Cache-Control: no-store on each answer to someone who is logged in.',
  ),
  requires: { answers: serviceAnswers },
  requirements: ['ASVS5-14.3.2'],
  unless: withoutLogin,
  audit({ answers }) {
    const own = answers.filter(
      (a) => a.status === 200 && a.asked('cookie') !== '' && a.method !== 'HEAD' && DATA.test(a.told('content-type')),
    );
    if (own.length === 0)
      return notRun(text('Geen persoonlijke pagina werd gevraagd.', 'No personal page was asked for.'));
    const kept = own.filter((a) => !/no-store/i.test(a.told('cache-control')));
    return kept.length === 0
      ? pass(own.slice(0, 2).map((a) => a.id))
      : fail(
          kept.slice(0, 3).map((a) => a.id),
          kept.map((a) => `${a.url.pathname}: cache-control ${a.told('cache-control') || '-'}`),
        );
  },
});
