import { defineView } from '../define.ts';
import { notApplicable, text, Unseen } from '../outcome.ts';

/** A form field that asks for what a register knows of the person logged in. */
interface KnownField {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly required: boolean;
  readonly filled: boolean;
}

const KNOWN =
  /^(uw |je |your )?(naam|voornaam|voornamen|familienaam|achternaam|rijksregisternummer|insz|geboortedatum|geboorteplaats|nationaliteit|geslacht|burgerlijke staat|huidig(e)? adres|name|first name|last name|date of birth|nationality)\s*([*:(].*)?$/i;

/** Each asked field once, filled when it was so whenever it was first met. */
export const knownFields = defineView({
  needs: ['page'],
  of({ page }, context): readonly KnownField[] {
    const met = new Map<string, KnownField>();
    for (const p of page) {
      const url = URL.parse(p.data.url);
      if (url === null || url.origin !== URL.parse(context.service.origin)?.origin) continue;
      for (const f of p.data.fields ?? []) {
        const key = `${url.pathname} ${f.label}`;
        if (!KNOWN.test(f.label.trim()) || met.has(key)) continue;
        met.set(key, { id: p.id, path: url.pathname, label: f.label, required: f.required, filled: f.filled });
      }
    }
    if (met.size > 0) return [...met.values()];
    throw new Unseen(
      notApplicable(text('Geen veld vraagt wat een register weet.', 'No field asks what a register knows.')),
    );
  },
});
