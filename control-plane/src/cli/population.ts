import { LabError } from '@proeftuin/contract/errors';

/** The value of `--population`. Throws usage.invalid. */
export const population = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 50)
    throw new LabError('usage.invalid', `--population ${text}: a whole number from 50`);
  return value;
};
