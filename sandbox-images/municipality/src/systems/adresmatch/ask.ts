import type { Reason } from '../../basisregisters/answer.ts';
import { among, type Query } from '../../basisregisters/query.ts';
import { ADDRESS_STATUSES } from '../adressen/records.ts';

/** What is asked of adresmatch; what was not given is undefined. */
export interface Ask {
  readonly gemeentenaam: string | undefined;
  readonly niscode: string | undefined;
  readonly postcode: string | undefined;
  readonly straatnaam: string;
  readonly huisnummer: string | undefined;
  readonly busnummer: string | undefined;
  readonly status: string | undefined;
}

const LONGEST = { niscode: 5, postcode: 4, straatnaam: 80, huisnummer: 40, busnummer: 40, gemeentenaam: 40 } as const;
const label = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);

/** Reads the parameters, or says why not: messages and codes of the address register's own validator. */
export function askOf(query: Query): Ask | readonly Reason[] {
  const reasons: Reason[] = [];
  const numeric = (field: 'postcode' | 'niscode', code: string): void => {
    if (!/^\d+$/.test(query(field) ?? '0'))
      reasons.push({ field, code, reason: `'${label(field)}' hoort numeriek te zijn.` });
  };
  numeric('postcode', '11');
  numeric('niscode', '12');
  if ((query('gemeentenaam') ?? query('niscode') ?? query('postcode')) === undefined) {
    const names = "'Gemeentenaam', 'Niscode', 'Postcode'";
    const reason = `Gelieve minstens één van de volgende velden op te geven: ${names}.`;
    reasons.push({ field: 'gemeentenaam', code: '15', reason });
  }
  const straatnaam = query('straatnaam');
  if (straatnaam === undefined)
    reasons.push({ field: 'straatnaam', code: '16', reason: "Gelieve het veld 'Straatnaam' mee te geven." });
  for (const [field, most] of Object.entries(LONGEST)) {
    const size = query(field)?.length ?? 0;
    if (size <= most) continue;
    const reason = `'${label(field)}' mag maximaal ${most} karakters lang zijn. U gaf ${size} karakters op.`;
    reasons.push({ field, code: '18', reason });
  }
  if (straatnaam === undefined || reasons.length > 0) return reasons;
  return {
    gemeentenaam: query('gemeentenaam'),
    niscode: query('niscode'),
    postcode: query('postcode'),
    straatnaam,
    huisnummer: query('huisnummer'),
    busnummer: query('busnummer'),
    status: among(ADDRESS_STATUSES, query('status')),
  };
}

/** Something of the question that does not agree or was not found: told beside the answer. Codes of the register. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}
export type Warn = (code: string, message: string) => void;
