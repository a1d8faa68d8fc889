import { defineAudit } from '../../../define.ts';
import { whoseFault } from '../../../fault.ts';
import { fail, pass, text } from '../../../outcome.ts';
import { looks } from '../../../views/records.ts';

/** Here the service fails, once, for each look that could not be made because of it. */
export default defineAudit({
  severity: 'serious',
  passed: text('De dienst liet zich onderzoeken', 'The service let itself be examined'),
  failed: text(
    'De dienst liep vast terwijl ze onderzocht werd, zodat een deel niet beoordeeld kon worden.',
    'The service broke while it was examined, so that a part could not be judged.',
  ),
  mend: text(
    'Los eerst op wat hieronder genoemd is; de andere oordelen volgen daarna vanzelf.',
    'Mend what is named below first; the other judgements then follow by themselves.',
  ),
  requires: { looks },
  requirements: [],
  audit({ looks }) {
    const stuck = looks.filter((l) => l.data.outcome === 'failed' && whoseFault(l.data.cause) === 'provider');
    return stuck.length === 0
      ? pass()
      : fail(
          stuck.map((l) => l.id),
          stuck.map(({ data }) => `${data.look}: ${data.cause ?? ''} ${data.message ?? ''}`),
        );
  },
});
