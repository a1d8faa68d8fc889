/** Days are counted from 1900-01-01; they fit 16 bits until 2079. */
const EPOCH = Date.UTC(1900, 0, 1);
const DAY = 86_400_000;

export const dayOf = (date: string): number => Math.round((Date.parse(`${date}T00:00:00Z`) - EPOCH) / DAY);
const DAYS = 65_536;
/** Dates by their day, as far as they were asked for: some two megabytes when all are. */
const dates = new Array<string | undefined>(DAYS);
/** YYYY-MM-DD of a day. */
export function dateOf(day: number): string {
  const known = dates[day];
  if (known !== undefined) return known;
  const made = new Date(EPOCH + day * DAY).toISOString().slice(0, 10);
  if (day >= 0 && day < DAYS) dates[day] = made;
  return made;
}

const ZERO = 48;
const two = (text: string, at: number): number => (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
/** Year, month and day as they are written (YYYY-MM-DD): 0 for one that is not known (00). */
export const partsOf = (date: string): readonly [number, number, number] => [
  two(date, 0) * 100 + two(date, 2),
  two(date, 5),
  two(date, 8),
];

/** Full years from birth to a date, both YYYY-MM-DD; an unknown day or month (00) counts as the middle. */
export function ageOn(birth: string, date: string): number {
  const [by, bm, bd] = partsOf(birth);
  const [y, m, d] = partsOf(date);
  const [month, day] = [bm || 7, bd || 1];
  return y - by - (m < month || (m === month && d < day) ? 1 : 0);
}

/** Last day of birth of somebody who has that age, in full years, on a date YYYY-MM-DD. */
export function bornBy(date: string, age: number): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year - age, month, 0)).getUTCDate();
  return Math.round((Date.UTC(year - age, month - 1, Math.min(day, last)) - EPOCH) / DAY);
}

/** A valid calendar date YYYY-MM-DD. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dateOf(dayOf(text)) === text;
