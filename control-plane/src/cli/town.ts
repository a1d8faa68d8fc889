import { LabError } from '@proeftuin/contract/errors';

/** Value of `--population`: residents of a town. Throws LabError `usage.invalid` for what is no whole number from 50. */
export function population(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 50)
    throw new LabError('usage.invalid', `--population ${text}: a whole number from 50`);
  return value;
}

/** Value of `--seed`: what a command line, a file's name and a URL hold as it is. Throws LabError `usage.invalid`. */
export function seed(text: string): string {
  if (!/^[\w.-]{1,64}$/.test(text))
    throw new LabError('usage.invalid', `--seed ${JSON.stringify(text)}: 1 to 64 letters, digits, or one of . _ -`);
  return text;
}
