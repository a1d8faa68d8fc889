import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { foreignRequests } from '../../../views/foreign-requests.ts';

export default defineAudit({
  severity: 'serious',
  passed: text('Niemand anders kijkt mee', 'Nobody else looks on'),
  failed: text(
    'Derden zien welke burger de dienst gebruikt: pagina’s laden iets van een andere site.',
    'Third parties see which citizen uses the service: pages load something from another site.',
  ),
  mend: text(
    'Lever lettertypes, scripts en kaarten zelf, of via een aangegeven partij onder uw eigen adres.',
    'Serve fonts, scripts and maps yourself, or through a declared party under your own address.',
  ),
  requires: { foreign: foreignRequests },
  requirements: ['GDPR-5.1.c', 'ASVS5-3.6.1'],
  audit({ foreign }) {
    return foreign.length === 0
      ? pass()
      : fail(
          foreign.map((f) => f.id),
          foreign.map((f) => f.host),
        );
  },
});
