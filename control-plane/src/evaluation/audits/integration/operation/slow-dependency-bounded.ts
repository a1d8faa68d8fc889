import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { either, withoutIntents, withoutRegisters } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'Een register dat niet antwoordt, houdt de burger niet eindeloos op',
    'A register that does not answer does not hold the citizen up without end',
  ),
  failed: text(
    'Als een register blijft zwijgen, kijkt de burger een halve minuut en langer naar een bladzijde die niet laadt.',
    'When a register keeps silent, the citizen looks for half a minute and longer at a page that does not load.',
  ),
  mend: text(
    'Geef alle oproepen van een bladzijde samen een grens van enkele seconden, nieuwe pogingen meegerekend, en zeg dan wat niet lukt.',
    'Give all calls of a page together a bound of some seconds, further tries included, and then say what fails.',
  ),
  requires: { outage: look('outage') },
  requirements: ['ASVS5-16.5.3'],
  unless: either(withoutRegisters, withoutIntents),
  audit({ outage }) {
    const silent = outage.seen.flatMap((o) => o.attempts).filter((a) => a.fault === 'timeout');
    if (silent.length === 0) return notRun(text('Geen register zweeg.', 'No register kept silent.'));
    const unbounded = silent.filter((a) => !a.honest);
    return unbounded.length === 0
      ? pass(outage.ids)
      : fail(
          outage.ids,
          unbounded.map((a) => `${a.system}: ${Math.round(a.duration / 1000)} s, ${a.status} ${a.message}`),
        );
  },
});
