import { LabError } from '@proeftuin/contract/errors';

/** Value of `--population`: residents of a town. Throws LabError `usage.invalid` for what is no whole number from 50. */
export function population(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 50)
    throw new LabError('usage.invalid', `--population ${text}: a whole number from 50`);
  return value;
}
