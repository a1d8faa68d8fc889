import type { Person } from '../../town/types.ts';

/** Groups of fields that a service may ask for with `velden`; each is accounted for by its name. */
export const FIELDS = {
  naam: (p: Person) => ({ voornaam: p.givenName, achternaam: p.familyName }),
  geboorte: (p: Person) => ({ datum: p.birthDate }),
  geslacht: (p: Person) => p.sex,
  nationaliteit: (p: Person) => p.nationality,
  burgerlijkeStaat: (p: Person) => p.civilState,
  verblijfplaats: (p: Person) => residence(p),
  overlijden: (p: Person) => (p.deceased === null ? null : { datum: p.deceased }),
  contact: (p: Person) => ({ taal: p.language, toestemming: !p.consentRefused }),
  vertegenwoordiging: (p: Person) => (p.guardian === null ? null : { onderBewind: true }),
  onderneming: (p: Person) => (p.enterprise === null ? null : { ondernemingsnummer: p.enterprise }),
} as const;
export type Field = keyof typeof FIELDS;
export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);

function residence(p: Person): unknown {
  if (p.emigrated !== null) return { adres: null, land: p.emigrated, afgeschermd: false };
  if (p.protectedAddress) return { adres: null, afgeschermd: true };
  if (p.address === null) return null;
  const { uri, street, houseNumber, box, postalCode, municipality, nis } = p.address;
  return {
    adres: {
      id: uri,
      straatnaam: street,
      huisnummer: houseNumber,
      ...(box === '' ? {} : { busnummer: box }),
      postcode: postalCode,
      gemeentenaam: municipality,
      niscode: nis,
    },
    sinds: p.since,
    afgeschermd: false,
  };
}

/** A person as the service hands it over: the number, and the groups that were asked. */
export const recordOf = (p: Person, fields: readonly Field[]): Record<string, unknown> => ({
  insz: p.insz,
  ...Object.fromEntries(fields.map((field) => [field, FIELDS[field](p)])),
});

/** What `velden` asked for; what is not a field is told. */
interface Fields {
  readonly fields: readonly Field[];
  readonly unknown: readonly string[];
}
const ALL: Fields = { fields: Object.keys(FIELDS).filter(isField), unknown: [] };

/** Choices that are kept: a service asks for the same ones again and again, and its accounts then share one list. */
const KEPT = 100;
const chosen = new Map<string, Fields>();

/** Names of `velden`. None asked: all, and all are accounted for. */
export function fieldsOf(text: string | undefined): Fields {
  if (text === undefined) return ALL;
  const known = chosen.get(text);
  if (known !== undefined) return known;
  const asked = [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const made = { fields: asked.filter(isField), unknown: asked.filter((name) => !isField(name)) };
  if (chosen.size < KEPT && made.unknown.length === 0) chosen.set(text, made);
  return made;
}
function isField(name: string): name is Field {
  return Object.hasOwn(FIELDS, name);
}
