import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { sockets } from '../../../views/records.ts';

const LOOPBACK = /^(127\.|::1$|\[::1\]|localhost|::ffff:127\.)/;

export default defineAudit({
  severity: 'moderate',
  passed: text('De dienst is bereikbaar vanuit een cluster', 'The service can be reached from a cluster'),
  failed: text(
    'In een cluster kan niemand de dienst bereiken: ze luistert alleen op 127.0.0.1.',
    'In a cluster nobody can reach the service: it listens on 127.0.0.1 alone.',
  ),
  mend: text('Luister op 0.0.0.0 of ::, niet op localhost.', 'Listen on 0.0.0.0 or ::, not on localhost.'),
  requires: { sockets },
  requirements: [],
  audit({ sockets }) {
    const declared = sockets.filter((s) => s.data.declared);
    if (declared.length === 0)
      return notRun(text('De aangegeven poort werd niet gezien.', 'The declared port was not seen.'));
    const key = (s: (typeof declared)[number]) => `${s.data.workload}:${s.data.port}`;
    const open = new Set(declared.filter((s) => !LOOPBACK.test(s.data.address)).map(key));
    const closed = declared.filter((s) => !open.has(key(s)));
    return closed.length === 0
      ? pass(declared.map((s) => s.id))
      : fail(
          closed.map((s) => s.id),
          closed.map((s) => `${s.data.workload}: ${s.data.address}:${s.data.port}`),
        );
  },
});
