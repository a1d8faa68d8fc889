import type { Person } from '../types.ts';

/**
 * People who make software fail. They live beside the population, each household at a dwelling that was vacant; adding an
 * entry at the end moves nobody else. What is left out comes from the town like anybody's.
 */
export interface Special {
  readonly tags: readonly string[];
  readonly givenName?: string;
  readonly familyName?: string;
  readonly sex?: 'M' | 'V';
  /** Full years; `newborn`: three days; `unknown`: a year without day and month, with a bis number; `bis`: a known date with one. */
  readonly age: number | 'newborn';
  readonly number?: 'bis' | 'unknown-birth-date';
  readonly more?: Partial<
    Pick<
      Person,
      'nationality' | 'language' | 'protectedAddress' | 'consentRefused' | 'deceased' | 'emigrated' | 'civilState'
    >
  >;
  /** Position in its household of the person who acts for it. */
  readonly guardian?: number;
  readonly enterprise?: boolean;
}

export interface SpecialHousehold {
  readonly members: readonly Special[];
  /** What its house number must look like. `none`: it has no address. */
  readonly home?: 'suffix' | 'box' | 'homonym' | 'none';
}

const alone = (special: Special, home?: SpecialHousehold['home']): SpecialHousehold => ({
  members: [special],
  ...(home === undefined ? {} : { home }),
});
const named = (tag: string, names: readonly (readonly [string, string, 'M' | 'V'])[]): SpecialHousehold[] =>
  names.map(([givenName, familyName, sex], i) => alone({ tags: [tag], givenName, familyName, sex, age: 27 + i * 9 }));
const times = (n: number, make: (i: number) => SpecialHousehold): SpecialHousehold[] =>
  Array.from({ length: n }, (_, i) => make(i));

const LONG = 'Maximiliaan-Alexander Ferdinand Emmanuel Jozef Hubertus Mari'; // 60 characters
const kids = (n: number): Special[] =>
  times(n, (i) => alone({ tags: ['household-of-eleven'], age: 1 + i * 2 })).flatMap((h) => h.members);

/** Tags that anybody's name may bring, also outside the catalogue. */
export const NAME_TAGS = ['diacritics', 'apostrophe'] as const;

export const CATALOGUE: readonly SpecialHousehold[] = [
  ...named('diacritics', [
    ['Łukasz', 'Wiśniewski', 'M'],
    ['Gülşen', 'Şahin', 'V'],
    ['Zoë', 'Crèvecœur', 'V'],
    ['Ðorđe', 'Nikolić', 'M'],
  ]),
  ...named('apostrophe', [
    ['Lieve', "D'Haene", 'V'],
    ['Seán', "O'Brien", 'M'],
    ['Jan', 'D’hondt', 'M'],
  ]),
  ...named('one-letter-name', [
    ['U', 'Y', 'M'],
    ['A', 'O', 'V'],
  ]),
  ...named('long-name', [
    [LONG, 'Van der Straten-Ponthoz de Lannoy van Wassenaer-Obdam tot Twickel', 'M'],
    ['Anne-Sophie Marie-Charlotte', 'Vandenbroucke-Vanderschueren van Cauwenberghe-Dhaenens tot Ursel', 'V'],
  ]),
  ...times(2, (i) =>
    alone({ tags: ['no-given-name'], givenName: '', age: 34 + i * 11, more: { nationality: 'Indonesië' } }),
  ),
  ...times(3, (i) =>
    alone({ tags: ['bis-number'], age: 24 + i * 8, number: 'bis', more: { nationality: 'Roemenië' } }),
  ),
  ...times(2, (i) =>
    alone({
      tags: ['bis-number', 'unknown-birth-date'],
      age: 31 + i * 9,
      number: 'unknown-birth-date',
      more: { nationality: 'Syrië' },
    }),
  ),
  {
    members: [
      { tags: ['same-name-same-address'], givenName: 'Jozef', familyName: 'Peeters', sex: 'M', age: 71 },
      { tags: ['same-name-same-address'], givenName: 'Jozef', familyName: 'Peeters', sex: 'M', age: 43 },
    ],
  },
  ...times(3, (i) => alone({ tags: ['house-number-suffix'], age: 33 + i * 12 }, 'suffix')),
  ...times(3, (i) => alone({ tags: ['box-number'], age: 29 + i * 14 }, 'box')),
  ...times(2, (i) => alone({ tags: ['street-homonym'], age: 38 + i * 13 }, 'homonym')),
  ...times(2, (i) => alone({ tags: ['language-facility'], age: 45 + i * 7, more: { language: 'fr' } })),
  {
    members: [
      { tags: ['guardianship'], age: 24, guardian: 1 },
      { tags: ['guardian'], age: 53 },
    ],
  },
  ...times(2, (i) => alone({ tags: ['deceased'], age: 79 + i * 8, more: { deceased: '2025-11-14' } })),
  ...times(3, (i) => alone({ tags: ['protected-address'], age: 30 + i * 6, more: { protectedAddress: true } })),
  ...times(2, (i) => alone({ tags: ['consent-refused'], age: 41 + i * 5, more: { consentRefused: true } })),
  ...times(2, (i) => alone({ tags: ['emigrated'], age: 28 + i * 20, more: { emigrated: 'Nederland' } }, 'none')),
  {
    members: [
      { tags: [], age: 31, sex: 'V' },
      { tags: ['newborn'], givenName: '', age: 'newborn' },
    ],
  },
  {
    members: [
      { tags: ['household-of-eleven'], age: 44, sex: 'M' },
      { tags: ['household-of-eleven'], age: 42, sex: 'V' },
      ...kids(9),
    ],
  },
  ...times(2, (i) => alone({ tags: ['sole-trader'], age: 36 + i * 10, enterprise: true })),
  ...times(2, (i) => alone({ tags: ['civil-servant'], age: 35 + i * 12 })),
  ...named('markup-name', [
    ['<script>alert(1)</script>', "Robert'); DROP TABLE inwoners;--", 'M'],
    ['{{7*7}}', '<img src=x onerror=alert(1)>', 'V'],
    ['${jndi:x}', 'Null & <b>Zonen</b>', 'M'],
  ]),
  ...times(6, (i) => alone({ tags: ['honeytoken'], age: 22 + i * 11 })),
];

/** How many residents the catalogue brings, beside those that were asked for. */
export const CATALOGUE_SIZE = CATALOGUE.reduce((sum, { members }) => sum + members.length, 0);
