/**
 * Numbers with a check of their own. INSZ: YYMMDD + serial of three digits (odd men, even women) + 97 - n mod 97, where
 * n gets a 2 before it when born from 2000 on. Fictitious numbers add 60 to the month, bis numbers 20 or 40.
 * KBO: ten digits, the last two 97 - (first eight mod 97).
 */
export interface InszParts {
  /** 1900 or 2000. */
  readonly century: 1900 | 2000;
  /** YYMMDD with the month as written. */
  readonly date: number;
  readonly serial: number;
}

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

const checkOf = (nine: number, century: 1900 | 2000): number =>
  97 - ((century === 2000 ? 2_000_000_000 + nine : nine) % 97);

export function inszOf({ century, date, serial }: InszParts): string {
  const nine = date * 1000 + serial;
  return pad(nine, 9) + pad(checkOf(nine, century), 2);
}

/** The parts, or undefined when the form or the check digits are wrong. Both centuries may fit: the earlier is told. */
export function readInsz(text: string): InszParts | undefined {
  if (!/^\d{11}$/.test(text)) return undefined;
  const nine = Number(text.slice(0, 9));
  const check = Number(text.slice(9));
  const parts = { date: Math.floor(nine / 1000), serial: nine % 1000 };
  if (checkOf(nine, 1900) === check) return { ...parts, century: 1900 };
  if (checkOf(nine, 2000) === check) return { ...parts, century: 2000 };
  return undefined;
}

export const validInsz = (text: string): boolean => readInsz(text) !== undefined;

/** KBO number from its first eight digits (first one 0 or 1). */
export const kboOf = (eight: number): string => pad(eight, 8) + pad(97 - (eight % 97), 2);
export const validKbo = (text: string): boolean =>
  /^[01]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8));
