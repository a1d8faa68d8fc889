import type { Field } from '../personen/records.ts';

/** What somebody is handed over for, and the least that the receiver needs to go on: nothing else of the person is told. */
export const PURPOSES = {
  'dossier-opvolgen': { title: 'Een dossier opvolgen', fields: ['naam'] },
  'adreswijziging-melden': { title: 'Een adreswijziging melden', fields: ['naam', 'verblijfplaats'] },
  'attest-aanvragen': { title: 'Een attest aanvragen', fields: ['naam', 'geboorte', 'verblijfplaats'] },
  'onderneming-melden': { title: 'Iets melden voor een onderneming', fields: ['naam', 'onderneming'] },
} as const satisfies Record<string, { readonly title: string; readonly fields: readonly Field[] }>;
export type Purpose = keyof typeof PURPOSES;
export const PURPOSE_NAMES = Object.keys(PURPOSES) as [Purpose, ...Purpose[]];
