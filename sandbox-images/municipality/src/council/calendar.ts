import { dateOf, dayOf } from '../town/numbers/days.ts';

const SUNDAY_OFFSET = 1; // 1900-01-01 was a Monday: day 0 is weekday 1.
/** 0 is Sunday. */
const weekday = (day: number): number => (day + SUNDAY_OFFSET) % 7;

const two = (n: number): string => String(n).padStart(2, '0');
const firstOf = (year: number, month: number): number => dayOf(`${year}-${two(month)}-01`);
const lastSunday = (year: number, month: number): number => {
  const last = (month === 12 ? firstOf(year + 1, 1) : firstOf(year, month + 1)) - 1;
  return last - weekday(last);
};

/** The n-th (from 1 on) of a weekday in a month, as a day since 1900. */
export function nthWeekday(year: number, month: number, day: number, nth: number): number {
  const first = firstOf(year, month);
  return first + ((day - weekday(first) + 7) % 7) + (nth - 1) * 7;
}

/** Brussels' time of a day, `minutes` after midnight: ISO 8601 with its offset. Council never sits in the hour that is turned. */
export function brussels(day: number, minutes: number): string {
  const date = dateOf(day);
  const year = Number(date.slice(0, 4));
  const summer = day >= lastSunday(year, 3) && day < lastSunday(year, 10);
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00+0${summer ? 2 : 1}:00`;
}

const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
] as const;
/** `8 januari 2024` */
export function inWords(day: number): string {
  const [year = '', month = '', date = ''] = dateOf(day).split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}
