import type { Association, Associations } from '../../town/organisations/organisations.ts';
import { folded } from '../../town/people/naming.ts';

/** Fields that `q` may name, as the public API names them. */
const FIELDS: Readonly<Record<string, (a: Association) => readonly string[]>> = {
  vcode: (a) => [a.vCode],
  naam: (a) => [a.name],
  kortenaam: (a) => [a.shortName],
  kortebeschrijving: (a) => [a.description],
  gemeente: (a) => [a.location.municipality],
  'locaties.gemeente': (a) => [a.location.municipality],
  'locaties.postcode': (a) => [a.location.postalCode],
  'verenigingstype.code': (a) => [a.type],
  'hoofdactiviteitenverenigingsloket.code': (a) => a.activities.map(({ code }) => code),
  'hoofdactiviteitenverenigingsloket.naam': (a) => a.activities.map(({ name }) => name),
  'werkingsgebieden.code': (a) => [a.area.code],
  'sleutels.waarde': (a) => (a.number === null ? [] : [a.number]),
};

/** The name under which the texts of all fields stand. */
const ANY = '';

interface Term {
  /** undefined: any field. */
  readonly field: string | undefined;
  /** Parts between the wildcards. */
  readonly parts: readonly string[];
}

/** Terms of `q`: words, `"several words"`, `field:word`, with `*` for any characters; undefined when it is malformed. */
export function termsOf(q: string): readonly Term[] | undefined {
  const found: Term[] = [];
  const scan = /\s*(?:([A-Za-z.]+):)?(?:"([^"]*)"|([^\s":()]+))(?=\s|$)/y;
  const text = q.trim();
  while (scan.lastIndex < text.length) {
    const [all, field, quoted, word] = scan.exec(text) ?? [];
    if (all === undefined) return undefined;
    found.push({ field: field?.toLowerCase(), parts: folded(quoted ?? word ?? '').split('*') });
  }
  return found;
}

/** Does a text match, from end to end? Each part is looked for once, from left to right: time grows with the text alone. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}

/** What associations are looked for by: the whole of each field, and each of its words. Made when somebody first looks. */
export class AssociationIndex {
  readonly #texts: readonly ReadonlyMap<string, readonly string[]>[];

  constructor(associations: Associations) {
    this.#texts = Array.from({ length: associations.count }, (_, i) => {
      const association = associations.byIndex(i);
      const texts = new Map(
        Object.entries(FIELDS).map(([field, read]) => {
          const told = read(association).map(folded);
          return [field, [...new Set([...told, ...told.flatMap((t) => t.split(/[\s&,]+/))])]] as const;
        }),
      );
      return texts.set(ANY, [...new Set([...texts.values()].flat())]);
    });
  }

  /** Indices of those that match all terms, rising. */
  find(terms: readonly Term[]): number[] {
    const found: number[] = [];
    this.#texts.forEach((texts, i) => {
      const holds = ({ field, parts }: Term): boolean => (texts.get(field ?? ANY) ?? []).some((t) => matches(t, parts));
      if (terms.every(holds)) found.push(i);
    });
    return found;
  }
}
