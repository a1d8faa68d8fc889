import { defineAudit } from '../../../define.ts';
import { fail, notApplicable, notRun, pass, text } from '../../../outcome.ts';
import { withoutIntents } from '../../../reasons.ts';
import { pagesByText } from '../../../views/pages.ts';
import { stories } from '../../../views/stories.ts';

/** Sentences that send a person away from the screen to finish. */
const OFFLINE =
  /(druk|print)[^.\n]{0,60}(af|uit)\b[^.\n]{0,80}(teken|stuur|breng|bezorg)|(stuur|bezorg)[^.\n]{0,60}per post|\bkom (zelf |even |persoonlijk |ermee )?(langs|naar (het|ons) (loket|gemeentehuis))|\bu moet[^.\n]{0,60}langskomen|\bmaak een afspraak[^.\n]{0,40}(loket|balie)|\bprint[^.\n]{0,40}(sign|post|bring)/i;

export default defineAudit({
  severity: 'serious',
  passed: text('De taak is van begin tot einde online te doen', 'The task can be done online from start to end'),
  failed: text(
    'Een burger moet alsnog iets afdrukken, opsturen of langskomen.',
    'A citizen must still print something, post it or come by.',
  ),
  mend: text(
    'Vervang papier door een digitale stap: een bevestiging na de login geldt als handtekening.',
    'Replace paper by a digital step: a confirmation after the login serves as a signature.',
  ),
  requires: { stories, pages: pagesByText },
  requirements: ['EIF-10', 'EU-2018/1724-13', 'EGOV-BENCHMARK-ONLINE'],
  unless: withoutIntents,
  audit({ stories, pages }) {
    const tasks = stories.filter((s) => s.capability !== 'any' && s.came !== 'not-applicable');
    if (tasks.length === 0)
      return notApplicable(text('Geen verhaal past bij deze dienst.', 'No story fits this service.'));
    const done = tasks.filter((s) => s.came === 'ok');
    if (done.length === 0) return notRun(text('Geen taak werd afgerond.', 'No task was completed.'));
    const away = pages
      .map((p) => ({ p, sentence: OFFLINE.exec(p.visible())?.[0] }))
      .filter(({ sentence }) => sentence !== undefined);
    return away.length === 0
      ? pass(done.map((s) => s.id))
      : fail(
          away.map(({ p }) => p.id),
          away.map(({ p, sentence }) => `${p.path}: ${sentence}`),
        );
  },
});
