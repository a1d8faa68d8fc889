import { describe, expect, test } from 'vitest';
import { dateOf, dayOf } from '../town/numbers/days.ts';
import { brussels, inWords, nthWeekday } from './calendar.ts';

describe('the calendar of a council', () => {
  test.each([
    [2026, 1, 1, 4, '2026-01-26'],
    [2025, 12, 1, 3, '2025-12-15'],
    [2024, 2, 4, 4, '2024-02-22'],
    [2023, 10, 0, 1, '2023-10-01'],
    [2025, 3, 6, 5, '2025-03-29'],
  ])('%i-%i, weekday %i, number %i is %s', (year, month, day, nth, date) =>
    expect(dateOf(nthWeekday(year, month, day, nth))).toBe(date),
  );

  test('weekdays are those of the real calendar, for decades', () => {
    for (let year = 2000; year < 2060; year++) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 0; day < 7; day++)
          expect(new Date(`${dateOf(nthWeekday(year, month, day, 2))}T00:00:00Z`).getUTCDay()).toBe(day);
      }
    }
  });

  test('the time is that of Brussels, summer and winter', () => {
    const of = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Brussels', hour: '2-digit', minute: '2-digit' });
    for (let day = dayOf('2019-01-01'); day < dayOf('2027-01-01'); day += 1) {
      const at = brussels(day, 19 * 60 + 30);
      expect(of.format(new Date(at))).toBe('19:30');
    }
  });

  test('a date in words', () => expect(inWords(dayOf('2024-03-01'))).toBe('1 maart 2024'));
});
