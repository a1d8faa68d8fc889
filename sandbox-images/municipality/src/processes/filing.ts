import * as z from 'zod';
import { dateOf, dayOf, isDate } from '../town/numbers/days.ts';
import type { Attachment } from './process.ts';

/** Fields that filings have in common. */
export const text = z.string().trim().min(1).max(2000);
export const date = z.string().refine(isDate, 'JJJJ-MM-DD').meta({ format: 'date' });
export const insz = z.string().regex(/^\d{11}$/, 'elf cijfers');
export const place = z.string().min(1).max(200);
export const attachment = z.strictObject({
  soort: z.string().trim().min(1).max(60),
  naam: z.string().trim().min(1).max(200),
});
export const attachments = z.array(attachment).max(20);

export const whole = (least: number, most: number) => z.int().min(least).max(most);
export const names = z.array(z.string().min(1).max(60)).max(20);

/** Days from the first to the last, both included. */
export const daysOf = (from: string, until: string): number => dayOf(until) - dayOf(from) + 1;
/** A day `days` later, YYYY-MM-DD. */
export const later = (day: string, days: number): string => dateOf(dayOf(day) + days);

/** What is wrong when an attachment that the rule wants is not there. */
export const missing = (wanted: readonly string[], given: readonly Attachment[] = []) =>
  wanted
    .filter((soort) => !given.some((one) => one.soort === soort))
    .map((soort) => ({ veld: 'bijlagen', reden: `De bijlage ${soort} ontbreekt.` }));

/** What is wrong with a period: upside down, or asked too late before it begins. */
export const period = (from: string, until: string, today: string, ahead: number) => [
  ...(until < from ? [{ veld: 'tot', reden: 'De laatste dag ligt voor de eerste.' }] : []),
  ...(from < later(today, ahead)
    ? [
        {
          veld: 'van',
          reden: `Vraag dit minstens ${ahead} dagen vooraf aan: ten vroegste voor ${later(today, ahead)}.`,
        },
      ]
    : []),
];
