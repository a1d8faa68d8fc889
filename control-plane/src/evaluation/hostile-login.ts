import type { HostileMode } from '@proeftuin/contract/municipality';
import type { Severity, Text } from '@proeftuin/contract/scorecard';
import { defineAudit } from './define.ts';
import { fail, notRun, pass, text } from './outcome.ts';
import { withoutLogin } from './reasons.ts';
import { look } from './views/look.ts';

interface Hostile {
  /** How the token was wrong. */
  readonly mode: HostileMode;
  readonly severity: Severity;
  readonly passed: Text;
  readonly failed: Text;
  readonly mend: Text;
  readonly requirements: readonly string[];
}

/** An audit: a login with a token that is wrong in one way must not succeed. */
export const defineHostileLogin = ({ mode, ...facts }: Hostile) =>
  defineAudit({
    ...facts,
    requires: { hostile: look('hostile-login') },
    unless: withoutLogin,
    audit({ hostile }) {
      const attempts = hostile.seen.flatMap((h) => h.attempts);
      const own = attempts.filter((a) => a.mode === mode);
      if (own.length === 0) return notRun(text(`Niet geprobeerd (${mode}).`, `Not tried (${mode}).`));
      if (attempts.some((a) => a.mode === 'good' && !a.loggedIn))
        return notRun(text('Ook de goede login lukte niet.', 'The good login did not succeed either.'), hostile.ids);
      const taken = own.filter((a) => a.loggedIn);
      return taken.length === 0
        ? pass(
            hostile.ids,
            own.map((a) => `${mode}: ${a.status} ${a.message}`),
          )
        : fail(
            hostile.ids,
            taken.map((a) => `${mode}: ${a.status}, logged in`),
          );
    },
  });
