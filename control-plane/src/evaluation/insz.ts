/** National register numbers in a text: eleven digits, plain or as 85.07.30-033.28, with valid check digits. */
export function inszIn(text: string): string[] {
  const found = text.match(/(?<![\d.])\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}(?![\d])/g) ?? [];
  return [...new Set(found.filter(isInsz))];
}

/** 97 minus the first nine digits modulo 97; for those born from 2000 on with a 2 before them. */
export function isInsz(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length !== 11) return false;
  const check = Number(digits.slice(9));
  const first = Number(digits.slice(0, 9));
  const month = Number(digits.slice(2, 4)) % 20;
  const day = Number(digits.slice(4, 6));
  if (month > 12 || day > 31) return false;
  return check === 97 - (first % 97) || check === 97 - ((2_000_000_000 + first) % 97);
}

/** As a report may show it. */
export const masked = (insz: string): string => `${insz.replaceAll(/\D/g, '').slice(0, 2)}…${insz.slice(-2)}`;
