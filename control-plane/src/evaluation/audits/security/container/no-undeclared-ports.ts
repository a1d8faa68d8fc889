import { defineAudit } from '../../../define.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { sockets } from '../../../views/records.ts';

const LOOPBACK = /^(127\.|::1$|\[::1\]|localhost|::ffff:127\.)/;

export default defineAudit({
  severity: 'moderate',
  passed: text('De dienst luistert alleen waar ze zegt', 'The service listens only where it says'),
  failed: text(
    'De dienst heeft een deur openstaan die niet is aangegeven, zoals een debugger of beheerpoort.',
    'The service has a door open that was not declared, such as a debugger or an admin port.',
  ),
  mend: text(
    'Sluit de poort, bind haar aan 127.0.0.1, of geef haar aan in proeftuin.yaml.',
    'Close the port, bind it to 127.0.0.1, or declare it in proeftuin.yaml.',
  ),
  requires: { sockets },
  requirements: ['ASVS5-13.4.5'],
  audit({ sockets }) {
    const open = sockets.filter((s) => !s.data.declared && !LOOPBACK.test(s.data.address));
    return open.length === 0
      ? pass(sockets.map((s) => s.id))
      : fail(
          open.map((s) => s.id),
          open.map((s) => `${s.data.workload}: ${s.data.address}:${s.data.port}`),
        );
  },
});
