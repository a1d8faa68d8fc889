import { defineAudit } from '../../../define.ts';
import { atMost, notRun, text } from '../../../outcome.ts';
import { serviceAnswers } from '../../../views/service-answers.ts';
import { stories } from '../../../views/stories.ts';

export default defineAudit({
  severity: 'minor',
  passed: text('Een dossier kost weinig netwerk', 'A case costs little network'),
  failed: text(
    'Elk dossier kost veel netwerk, voor de burger en voor de gemeente.',
    'Each case costs much network, for the citizen and for the town.',
  ),
  mend: text(
    'Comprimeer, bewaar vaste bestanden in de cache en verklein beelden.',
    'Compress, cache fixed files and shrink pictures.',
  ),
  requires: { answers: serviceAnswers, stories },
  requirements: [],
  audit({ answers, stories }, { limits }) {
    const done = stories.filter((s) => s.capability !== 'any' && s.came === 'ok');
    if (done.length === 0) return notRun(text('Geen taak werd afgerond.', 'No task was completed.'));
    const own = new Set(done.map((s) => s.scenario));
    const during = answers.filter((a) => own.has(a.step?.split('#')[0] ?? ''));
    if (during.length === 0)
      return notRun(
        text('Het verkeer van een taak was niet te onderscheiden.', 'The traffic of a task could not be told apart.'),
      );
    const bytes = during.reduce((sum, a) => sum + a.bytes, 0);
    const largest = [...during].sort((a, b) => b.bytes - a.bytes || (a.id < b.id ? -1 : 1)).slice(0, 3);
    return atMost(
      bytes / done.length,
      limits.bytesPerCase,
      'bytes',
      largest.map((a) => a.id),
    );
  },
});
