import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';

const BANNERS = ['server', 'x-powered-by', 'x-aspnet-version', 'x-aspnetmvc-version', 'x-generator', 'x-runtime'];

export default defineAudit({
  severity: 'minor',
  passed: text('De dienst verraadt geen versies', 'The service reveals no versions'),
  failed: text(
    'Een aanvaller leest in elk antwoord welke software en versie er draait.',
    'An attacker reads in each answer which software and version runs.',
  ),
  mend: text(
    'Zet X-Powered-By uit en haal het versienummer uit Server.',
    'Switch off X-Powered-By and take the version number out of Server.',
  ),
  requires: { answers: serviceAnswers },
  requirements: ['ASVS5-13.4.6'],
  audit({ answers }) {
    const own = answers.filter((a) => a.status > 0);
    if (own.length === 0) return notRun(text('De dienst antwoordde niet.', 'The service did not answer.'));
    const bad = own.flatMap((a) =>
      BANNERS.map((name) => ({ id: a.id, name, value: a.told(name) })).filter(
        ({ name, value }) => value !== '' && (name.startsWith('x-powered') || /\d/.test(value)),
      ),
    );
    return bad.length === 0
      ? pass([own[0]?.id ?? ''])
      : fail(
          bad.slice(0, 2).map(({ id }) => id),
          bad.map(({ name, value }) => `${name}: ${value}`),
        );
  },
});
