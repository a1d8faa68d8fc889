import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { lifecycles, logLines } from '../../../views/records.ts';

/** Lines of a log by which its end is understood. */
const LINES = 12;

/** What a last line tells of, and what to change in one line. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /EROFS|read-only file system/i,
    'its disk is read-only: name the folder in the manifest, sandbox: { writable: [ … ] }',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|getaddrinfo|no such host|could not resolve/i,
    'there is no internet in a sandbox: declare what it calls',
  ],
  [/EACCES.*listen|listen.*EACCES|bind.*permission denied/i, 'it may not listen there: use a port from 1024 up'],
  [
    /self.signed|unable to (get|verify)|certificate verify failed|x509/i,
    'it does not trust the sandbox: use the roots of the system, or SSL_CERT_FILE',
  ],
];

export default defineAudit({
  severity: 'critical',
  passed: text('De dienst start en antwoordt', 'The service starts and answers'),
  failed: text(
    'Niemand kan de dienst gebruiken: ze startte niet, of stopte uit zichzelf.',
    'Nobody can use the service: it did not start, or stopped by itself.',
  ),
  mend: text(
    'Lees de laatste regels van het logboek van de container; probeer het image met dezelfde omgeving en zonder schrijfbare schijf.',
    "Read the last lines of the container's log; try the image with the same environment and without a writable disk.",
  ),
  requires: { lifecycles, logLines },
  requirements: [],
  audit({ lifecycles, logLines }) {
    const broke = lifecycles.filter(
      ({ data }) => data.what === 'not-ready' || data.what === 'exited' || data.what === 'failed',
    );
    const ready = lifecycles.filter(({ data }) => data.what === 'ready');
    if (broke.length > 0) {
      const last = logLines
        .filter((line) => broke.some(({ data }) => data.workload === line.data.workload))
        .slice(-LINES);
      const hints = HINTS.filter(([pattern]) => last.some((line) => pattern.test(line.data.text)));
      return fail(
        [...broke, ...last].map(({ id }) => id),
        [
          ...broke.map(({ data: { workload, what, reason, exit } }) =>
            [workload, what, reason, exit === undefined ? undefined : `exit ${exit}`].filter(Boolean).join(' '),
          ),
          ...hints.map(([, hint]) => hint),
          ...last.map((line) => line.data.text),
        ],
      );
    }
    return ready.length > 0
      ? pass(ready.map((l) => l.id))
      : notRun(text('De dienst werd niet gestart.', 'The service was not started.'));
  },
});
