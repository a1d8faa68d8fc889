import { inszIn } from '../evaluation/insz.ts';
import type { Call } from './call.ts';

/** What may be wrong about a call. */
export type Wrong =
  | 'undeclared-register'
  | 'insz-in-url'
  | 'no-accept'
  | 'no-purpose'
  | 'fields-beyond-needs'
  | 'no-traceparent'
  | 'paging-ignored'
  | 'refused';

export interface Complaint {
  readonly wrong: Wrong;
  /** What to do, in a sentence. May hold a stranger's text. */
  readonly says: string;
}

/** What the manifest declares. */
export interface Declared {
  readonly registers: readonly string[];
  readonly needs: ReadonlySet<string>;
}

const NO_REGISTER = new Set(['login', 'www']);
/** Registers that answer for persons by their number in the path: their own interface, and not the caller's choice. */
const BY_INSZ = /^\/v1\/personen\/\d{11}(?=\/|$)/;

/** The register that a call asks, as a manifest declares it; undefined for the login and what nobody declares. */
export function registerOf({ system, url }: Pick<Call, 'system' | 'url'>): string | undefined {
  if (NO_REGISTER.has(system)) return undefined;
  if (system === 'dosis') return 'dossiers';
  if (system !== 'basisregisters') return system;
  const name = /^\/(?:v2|v3\/feeds\/wijzigingen)\/([a-z]+)/.exec(url.pathname)?.[1];
  return name === 'adresmatch' ? 'adressen' : name;
}

/** All that is wrong about one call, most serious first. What a person does in a browser is only held against the URL. */
export function complaintsOf(call: Call, declared: Declared): Complaint[] {
  const found: Complaint[] = [];
  const add = (wrong: Wrong, says: string) => found.push({ wrong, says });
  const register = registerOf(call);
  if (inszInUrl(call))
    add('insz-in-url', 'a national number in an address ends in logs and histories: use a number of your own');
  if (call.status === 421) add('refused', `nothing of the municipality is called ${call.url.hostname}`);
  if (register === undefined || call.browser || call.status === 421) return found;
  if (!declared.registers.includes(register))
    add('undeclared-register', `${register} is not declared: add it under \`resources\` in proeftuin.yaml`);
  if (withoutPurpose(call, register))
    add(
      'no-purpose',
      register === 'magda'
        ? 'say what for: Hoedanigheid in the Afzender'
        : 'say what the data is for: the header X-Purpose',
    );
  else if (call.status >= 400) add('refused', detailOf(call));
  const extra = beyond(call, declared);
  if (extra.length > 0)
    add('fields-beyond-needs', `ask for less (velden=…), or declare under \`needs\`: ${extra.join(', ')}`);
  if (/^(\*\/\*)?$/.test((call.headers.get('accept') ?? '').trim()))
    add('no-accept', 'name the media type that you read: Accept: application/ld+json or application/json');
  if (!call.traced) add('no-traceparent', 'pass on the traceparent of the request that you serve (W3C Trace Context)');
  return found;
}

function inszInUrl({ system, url, headers }: Call): boolean {
  const own = system === 'personen' || system === 'ondernemingen';
  const path = own ? url.pathname.replace(BY_INSZ, '') : url.pathname;
  return [path, url.search, headers.get('referer') ?? ''].some((text) => inszIn(decoded(text)).length > 0);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutPurpose(call: Call, register: string): boolean {
  if (register === 'magda') return call.method === 'POST' && !/<(?:\w+:)?Hoedanigheid>\s*[^<\s]/.test(call.request);
  return problemOf(call)?.type === 'urn:be.vlavirgem:geen-doel';
}

function problemOf({ answer }: Call): { type?: unknown; detail?: unknown } | undefined {
  if (!answer.type.startsWith('application/problem+json')) return undefined;
  try {
    const read: unknown = JSON.parse(answer.body);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

function detailOf(call: Call): string {
  const detail = problemOf(call)?.detail;
  return typeof detail === 'string' ? detail : `answered ${call.status}`;
}

/** Fields that were handed over and that no need of the manifest names. */
const beyond = ({ handed }: Call, { needs }: Declared): string[] =>
  [...new Set(handed.flatMap(({ system, fields }) => fields.map((field) => `${system}.${field}`)))]
    .filter((field) => !needs.has(field))
    .sort();
