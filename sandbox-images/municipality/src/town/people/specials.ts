import type { Origin } from '../../data/names.ts';
import { type Dice, stream, walk } from '../chance/dice.ts';
import { dateOf } from '../numbers/days.ts';
import { inszOf } from '../numbers/insz.ts';
import type { AddressBook } from '../places/addresses.ts';
import type { StreetPlan } from '../places/streets.ts';
import type { Skeleton } from '../skeleton.ts';
import type { Births } from './births.ts';
import { CATALOGUE, type Special, type SpecialHousehold } from './catalogue.ts';
import type { Naming } from './naming.ts';

/** One person of the catalogue, placed in a town. */
export interface Placed {
  readonly index: number;
  readonly special: Special;
  /** Its household's position in the catalogue. */
  readonly household: number;
  /** Index of its first member. */
  readonly first: number;
  readonly size: number;
  readonly sex: 'M' | 'V';
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly insz: string;
  readonly address: number | null;
}

const S = {
  day: stream('special.birth-day'),
  sex: stream('special.sex'),
  given: stream('special.names'),
  home: stream('special.home'),
} as const;

/** How many dwellings the catalogue needs beside those that stay vacant. */
export const SPECIAL_HOMES = CATALOGUE.filter(({ home }) => home !== 'none').length;

interface Parts {
  readonly town: Skeleton;
  readonly births: Births;
  readonly naming: Naming;
  readonly addresses: AddressBook;
  readonly streets: StreetPlan;
  readonly dice: Dice;
  readonly today: number;
  readonly fictitious: boolean;
}

/** A vacant dwelling that is as the household wants it, or any when there is none. */
function homeFor(want: SpecialHousehold['home'], nth: number, taken: ReadonlySet<number>, parts: Parts): number | null {
  if (want === 'none') return null;
  const { vacant } = parts.town;
  let any: number | null = null;
  for (const at of walk(vacant.length, parts.dice.below(S.home, nth, vacant.length))) {
    const index = vacant[at] ?? 0;
    if (taken.has(index)) continue;
    any ??= index;
    if (want === undefined) break;
    const address = parts.addresses.byIndex(index);
    const fits =
      want === 'suffix'
        ? /[A-Z]$/.test(address.houseNumber)
        : want === 'box'
          ? address.box.length === 4
          : (parts.streets.byId(address.streetId)?.homonym ?? '') !== '';
    if (fits) return index;
  }
  return any;
}

/** Numbers of people without a full date of birth: month and day 00, months raised by 20 (bis, sex unknown). */
function oddNumber(year: number, date: string, nth: number, woman: boolean, fictitious: boolean): string {
  const [, month = 0, day = 0] = date.split('-').map(Number);
  const raised = 20 + (fictitious ? 60 : 0) + month;
  const serial = 900 + (woman ? 0 : 1) + 2 * (nth % 49);
  return inszOf({ century: year < 2000 ? 1900 : 2000, date: (year % 100) * 10_000 + raised * 100 + day, serial });
}

/** Places the catalogue in a town: indices go on after the population's. */
export function placeSpecials(parts: Parts): Placed[] {
  const { births, naming, dice, today } = parts;
  const placed: Placed[] = [];
  const taken = new Set<number>();
  const sameDay = new Map<string, number>();
  const origin: Origin = 'nl';
  CATALOGUE.forEach((household, h) => {
    const address = homeFor(household.home, h, taken, parts);
    if (address !== null) taken.add(address);
    const first = parts.town.persons.count + placed.length;
    const family = naming.familyFor(origin, 2_000_000_000 + h);
    for (const special of household.members) {
      const nth = placed.length;
      const sex = special.sex ?? (dice.chance(S.sex, nth, 0.5) ? 'V' : 'M');
      const age = special.age === 'newborn' ? 0 : special.age;
      const day =
        special.age === 'newborn' ? today - 3 : today - Math.floor(age * 365.25) - 1 - dice.below(S.day, nth, 360);
      const full = dateOf(day);
      const year = Number(full.slice(0, 4));
      const unknown = special.number === 'unknown-birth-date';
      const birthDate = unknown ? `${year}-00-00` : full;
      const woman = sex === 'V' ? 1 : 0;
      const key = `${day}/${woman}`;
      const rank = births.countOn(day, woman) + (sameDay.get(key) ?? 0);
      sameDay.set(key, (sameDay.get(key) ?? 0) + 1);
      placed.push({
        index: parts.town.persons.count + nth,
        special,
        household: h,
        first,
        size: household.members.length,
        sex,
        givenName: special.givenName ?? naming.givenFor(origin, sex, year, 2_000_000_000 + nth),
        familyName: special.familyName ?? family,
        birthDate,
        insz:
          special.number === undefined
            ? births.number(day, woman, rank)
            : oddNumber(year, birthDate, nth, woman === 1, parts.fictitious),
        address,
      });
    }
  });
  return placed;
}
