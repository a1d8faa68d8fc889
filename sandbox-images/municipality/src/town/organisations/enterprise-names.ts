import { ACTIVITIES, type Activity, BYNAMES } from '../../data/activities.ts';
import { type Dice, stream, weighted } from '../chance/dice.ts';
import type { LegalForm } from './organisations.ts';

const S = {
  activity: stream('enterprise.activity'),
  word: stream('enterprise.word'),
  byname: stream('enterprise.byname'),
  pattern: stream('enterprise.name-pattern'),
  form: stream('enterprise.form'),
} as const;

const ACTIVITY = weighted(ACTIVITIES.map((a) => [a, a.weight] as const));

/** Codes and names of the KBO (facts); weights are assumed, BV by far the most frequent. */
const FORM = weighted<LegalForm>([
  [{ code: '610', name: 'Besloten vennootschap', short: 'BV' }, 78],
  [{ code: '014', name: 'Naamloze vennootschap', short: 'NV' }, 11],
  [{ code: '612', name: 'Commanditaire vennootschap', short: 'CommV' }, 6],
  [{ code: '011', name: 'Vennootschap onder firma', short: 'VOF' }, 4],
  [{ code: '706', name: 'Coöperatieve vennootschap', short: 'CV' }, 1],
]);

export const VZW: LegalForm = { code: '017', name: 'Vereniging zonder winstoogmerk', short: 'VZW' };

/** `key`: a counter that no other enterprise has. */
export const activityOf = (dice: Dice, key: number): Activity => dice.pick(S.activity, key, ACTIVITY);
export const formOf = (dice: Dice, key: number): LegalForm => dice.pick(S.form, key, FORM);

/** `Dakwerken De Meiboom`, `Peeters Dakwerken`; without a family name (of who trades in person) always the first. */
export function nameOf(dice: Dice, key: number, activity: Activity, family: string | undefined): string {
  const word = activity.words[dice.below(S.word, key, activity.words.length)] ?? '';
  const byname = BYNAMES[dice.below(S.byname, key, BYNAMES.length)] ?? '';
  const pattern = dice.below(S.pattern, key, 3);
  return family === undefined || pattern > 0 ? `${word} ${byname}` : `${family} ${word}`;
}
