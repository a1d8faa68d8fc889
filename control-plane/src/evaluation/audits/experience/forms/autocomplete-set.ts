import { defineAudit } from '../../../define.ts';
import { fail, notApplicable, pass, text } from '../../../outcome.ts';
import { withoutWeb } from '../../../reasons.ts';
import { pagesByFields } from '../../../views/pages.ts';

/** Fields about the person who fills in, by their label, and the token that a browser needs. */
const TOKENS: readonly (readonly [label: RegExp, token: string])[] = [
  [/^(uw |je )?e-?mail/i, 'email'],
  [/^(uw |je )?(telefoon|gsm|mobiel|phone)/i, 'tel'],
  [/^(uw |je )?(voornaam|first name)/i, 'given-name'],
  [/^(uw |je )?(familienaam|achternaam|last name)/i, 'family-name'],
];

export default defineAudit({
  severity: 'minor',
  passed: text('De browser mag invullen wat hij al weet', 'The browser may fill in what it knows'),
  failed: text(
    'Burgers typen wat hun browser al weet: velden zeggen niet waarvoor ze dienen.',
    'Citizens type what their browser knows: fields do not say what they are for.',
  ),
  mend: text(
    'Zet autocomplete (email, tel, given-name, …) op deze velden.',
    'Set autocomplete (email, tel, given-name, …) on these fields.',
  ),
  requires: { pages: pagesByFields },
  requirements: ['WCAG21-1.3.5', 'EN301549-9.1.3.5'],
  unless: withoutWeb,
  audit({ pages }) {
    const own = pages.flatMap((p) =>
      (p.fields ?? []).flatMap((f) => {
        const token = TOKENS.find(([label]) => label.test(f.label))?.[1];
        return token === undefined ? [] : [{ id: p.id, f, token }];
      }),
    );
    if (own.length === 0) return notApplicable(text('Er zijn geen zulke velden.', 'There are no such fields.'));
    const bare = own.filter(({ f, token }) => !f.autocomplete.split(/\s+/).includes(token));
    return bare.length === 0
      ? pass(own.slice(0, 2).map(({ id }) => id))
      : fail(
          bare.map(({ id }) => id),
          bare.map(({ f, token }) => `${f.label}: autocomplete=${token}`),
        );
  },
});
