import { defineAudit } from '../../../define.ts';
import { isUnder } from '../../../http.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { serviceCalls } from '../../../views/service-calls.ts';

/** Resources that a town already has. */
const BLOCKS = ['oidc-client', 'register', 'dossier-channel', 'notification-channel', 'mail'];

export default defineAudit({
  severity: 'moderate',
  passed: text('De dienst bouwt op wat de overheid al heeft', 'The service builds on what the government has'),
  failed: text(
    'Een gemeente betaalt voor wat ze al heeft: de dienst gebruikt de bouwstenen van de overheid niet.',
    'A town pays for what it has: the service does not use the building blocks of the government.',
  ),
  mend: text(
    'Gebruik de login, de registers en het dossierkanaal van de overheid in plaats van eigen.',
    "Use the government's login, registers and dossier channel instead of your own.",
  ),
  requires: { calls: serviceCalls },
  requirements: ['EIF-6', 'EIF-36'],
  audit({ calls }, { resources, base }) {
    const declared = resources.filter((r) => BLOCKS.includes(r.type));
    if (declared.length === 0) return fail([], ['resources: none of login, registers, dossier channel']);
    const used = calls.filter((c) => isUnder(c.url.hostname, base) && c.status > 0 && c.status < 400);
    if (calls.length === 0) return notRun(text('De dienst riep niets op.', 'The service called nothing.'));
    return used.length > 0
      ? pass(
          used.slice(0, 3).map((c) => c.id),
          declared.map((r) => `${r.id}: ${r.type}`),
        )
      : fail(
          calls.slice(0, 3).map((c) => c.id),
          declared.map((r) => `${r.id}: ${r.type}, never used with success`),
        );
  },
});
