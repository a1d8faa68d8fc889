import { fullAddress } from '@proeftuin/contract/address';
import { clean } from '@proeftuin/contract/clean';
import { LabError } from '@proeftuin/contract/errors';
import { parseSelection } from '@proeftuin/contract/selection';
import type { TownConfig } from '@proeftuin/municipality/town/town';
import type { Person } from '@proeftuin/municipality/town/types';

/** Residents of a town who meet conditions in words, the same ones at each time. Throws usage.invalid that says what to change. */
export async function findResidents(config: TownConfig, conditions: string, count: number): Promise<Person[]> {
  const { NobodyFits, openTown } = await import('@proeftuin/municipality/town/town');
  try {
    const town = openTown(config);
    try {
      const selection = parseSelection(conditions);
      const found = town.people.fitting(selection, count);
      return found.length > 0 ? found : town.people.select(selection, 1);
    } finally {
      town.close();
    }
  } catch (error) {
    if (error instanceof NobodyFits)
      throw new LabError('usage.invalid', error.message, { next: `Change one: ${error.near()}.`, cause: error });
    if (error instanceof RangeError)
      throw new LabError('usage.invalid', error.message, {
        next: "Write conditions as 'age 18-30, household 3, tag diacritics'.",
        cause: error,
      });
    throw error;
  }
}

/** One line: persona, INSZ, birth, household, name, address, tags. */
export const residentLine = (person: Person): string => {
  const { id, insz, birthDate, sex, household, givenName, familyName, address, tags } = person;
  const name = clean(`${givenName} ${familyName}`.trim());
  const parts = [
    id.padEnd(9),
    insz,
    birthDate,
    sex,
    `${household.length}`.padStart(2),
    name.padEnd(28),
    address === null ? 'no address' : fullAddress(address),
  ];
  return [...parts, ...(tags.length === 0 ? [] : [`[${tags.join(', ')}]`])].join('  ');
};
