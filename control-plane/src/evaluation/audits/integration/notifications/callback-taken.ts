import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { without } from '../../../reasons.ts';
import { callbacks } from '../../../views/callbacks.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text('De dienst neemt terugmeldingen van de gemeente aan', 'The service takes what the town tells it back'),
  failed: text(
    'De dienst weet niet wat er van zijn berichten aan burgers werd: hij neemt de terugmeldingen niet aan.',
    'The service does not know what became of its messages to citizens: it does not take what it is told back.',
  ),
  mend: text(
    'Antwoord binnen vijftien seconden met 2xx op callbackPath, zonder doorverwijzing, en verwerk daarna; dezelfde webhook-id kan vaker komen.',
    'Answer callbackPath with 2xx within fifteen seconds, without a redirect, and do the work afterwards; one webhook-id may come more than once.',
  ),
  requires: { callbacks },
  requirements: ['STANDARD-WEBHOOKS'],
  unless: without('notification-channel'),
  audit({ callbacks }) {
    const taken = callbacks.filter((c) => c.accepted);
    // Once nobody was at home may be the lab's own restart: that says nothing yet.
    const refused = callbacks.filter((c) => !c.accepted && (c.answered || c.attempts > 1));
    if (taken.length + refused.length === 0)
      return notRun(text('Er viel niets terug te melden.', 'There was nothing to tell back.'));
    return refused.length === 0
      ? pass(taken.flatMap((c) => c.ids))
      : fail(
          refused.flatMap((c) => c.ids),
          refused.map((c) => `${c.event}: ${c.last}`),
        );
  },
});
