import { defineAudit } from '../../../define.ts';
import { isUnder } from '../../../http.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { without } from '../../../reasons.ts';
import { serviceCalls } from '../../../views/service-calls.ts';
import { stories } from '../../../views/stories.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('De status van een dossier wordt bekendgemaakt', 'The status of a case is published'),
  failed: text(
    'De burger kan zijn dossier niet volgen in Mijn Burgerprofiel: de dienst maakt geen status bekend.',
    'The citizen cannot follow the case in Mijn Burgerprofiel: the service publishes no status.',
  ),
  mend: text(
    'Meld elke stap van een dossier aan het dossierkanaal (DOSIS) zodra ze gezet is.',
    'Tell each step of a case to the dossier channel (DOSIS) as soon as it is taken.',
  ),
  requires: { calls: serviceCalls, stories },
  requirements: ['DOSIS', 'EIF-5'],
  unless: without('dossier-channel'),
  audit({ calls, stories }, { base }) {
    const done = stories.filter((s) => s.capability !== 'any' && s.came === 'ok');
    if (done.length === 0) return notRun(text('Geen enkele taak werd afgerond.', 'No task was completed.'));
    const published = stories.flatMap((s) => s.changes).filter((c) => /^(dossiers?|dosis)$/.test(c.system));
    const told = calls.filter(
      (c) =>
        isUnder(c.url.hostname, base) &&
        /^(dossiers?|dosis)\./.test(c.url.hostname) &&
        /^P(OST|UT|ATCH)$/.test(c.method),
    );
    const refused = told.filter((c) => c.status >= 400 && c.fault === undefined);
    if (published.length > 0 || told.some((c) => c.status >= 200 && c.status < 300))
      return pass([...published.map((p) => p.id), ...told.map((c) => c.id)]);
    return fail(
      [...refused.map((c) => c.id), ...done.map((s) => s.id)],
      refused.map((c) => `${c.method} ${c.url.pathname} → ${c.status}`),
    );
  },
});
