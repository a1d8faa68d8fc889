import type {
  AddressSeen,
  CaseSeen,
  Change,
  DossierSeen,
  Fault,
  HostileMode,
  MunicipalitySeen,
  PersonSeen,
  RuleChange,
  RuleSeen,
  Selection,
} from '@proeftuin/contract/municipality';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import * as z from 'zod';

const addressSchema = z.object({
  id: z.string(),
  uri: z.string(),
  street: z.string(),
  houseNumber: z.string(),
  box: z.string(),
  postalCode: z.string(),
  municipality: z.string(),
}) satisfies z.ZodType<AddressSeen>;
const municipalitySchema = z.object({ nis: z.string(), name: z.string() }) satisfies z.ZodType<MunicipalitySeen>;
const personSchema = z.object({
  id: z.string(),
  insz: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: z.string(),
  sex: z.enum(['M', 'V']),
  tags: z.array(z.string()),
  household: z.array(z.string()),
  address: addressSchema.nullable(),
}) satisfies z.ZodType<PersonSeen>;
const changeSchema = z.object({
  system: z.string(),
  subject: z.string(),
  what: z.string(),
  before: z.string(),
  after: z.string(),
}) satisfies z.ZodType<Change>;
const dossierSchema = z.object({
  id: z.string(),
  service: z.string(),
  subject: z.string(),
  product: z.string(),
  status: z.string(),
  at: z.string(),
}) satisfies z.ZodType<DossierSeen>;

const ruleSchema = z.object({
  from: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.array(z.string())])),
}) satisfies z.ZodType<RuleSeen>;
const caseSchema = z.object({
  id: z.string(),
  process: z.string(),
  service: z.string(),
  subject: z.string(),
  state: z.string(),
  rule: z.string(),
  amount: z.number(),
  filing: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<CaseSeen>;

/** Milliseconds that the town may take for one lever. */
const PATIENCE = 10_000;

/** The lab side of the municipality. Throws `lab:municipality-refused` or `lab:channel`. */
export class Levers {
  readonly #origin: string;
  readonly #key: string;
  constructor(origin: string, key: string) {
    this.#origin = origin;
    this.#key = key;
  }

  clock = async (): Promise<{ lab: string; town: string }> =>
    this.#call('GET', '/clock', z.object({ lab: z.string(), town: z.string() }));
  setClock = (change: { set?: string; advance?: number; speed?: number }) =>
    this.#call('POST', '/clock', z.unknown(), change);
  /** Nobody fits: an empty list. */
  people = async (select: Selection, count: number): Promise<PersonSeen[]> => {
    const answer = await this.#ask('POST', '/people', { select, count });
    if (answer.status === 404) return [];
    return this.#read(answer, '/people', z.object({ people: z.array(personSchema) })).then((seen) => seen.people);
  };
  municipalities = async (): Promise<MunicipalitySeen[]> =>
    (await this.#call('GET', '/municipalities', z.object({ municipalities: z.array(municipalitySchema) })))
      .municipalities;
  person = (id: string): Promise<PersonSeen> => this.#call('GET', `/people/${encodeURIComponent(id)}`, personSchema);
  vacant = async (count: number): Promise<AddressSeen[]> =>
    (await this.#call('GET', `/vacant?count=${count}`, z.object({ addresses: z.array(addressSchema) }))).addresses;
  dossiers = async (subject: string): Promise<DossierSeen[]> =>
    (
      await this.#call(
        'GET',
        `/dossiers?subject=${encodeURIComponent(subject)}`,
        z.object({ dossiers: z.array(dossierSchema) }),
      )
    ).dossiers;
  rules = async (process: string): Promise<z.infer<typeof ruleSchema>[]> =>
    (await this.#call('GET', `/rules/${encodeURIComponent(process)}`, z.object({ rules: z.array(ruleSchema) }))).rules;
  changeRule = (change: RuleChange) => this.#call('POST', '/rules', ruleSchema, change);
  cases = async (process: string, subject: string): Promise<CaseSeen[]> =>
    (
      await this.#call(
        'GET',
        `/cases?${new URLSearchParams({ process, subject })}`,
        z.object({ cases: z.array(caseSchema) }),
      )
    ).cases;
  cut = async (): Promise<string> =>
    String((await this.#call('GET', '/cut', z.object({ cut: z.union([z.string(), z.number()]) }))).cut);
  changes = async (from: string): Promise<Change[]> =>
    (await this.#call('GET', `/diff?from=${encodeURIComponent(from)}`, z.object({ changes: z.array(changeSchema) })))
      .changes;
  fault = async (fault: Fault): Promise<string> =>
    (await this.#call('POST', '/faults', z.object({ id: z.string() }), fault)).id;
  mend = (id: string) => this.#call('DELETE', `/faults/${encodeURIComponent(id)}`, z.unknown());
  mendAll = () => this.#call('DELETE', '/faults', z.unknown());
  loginMode = (mode: 'good' | HostileMode) => this.#call('POST', '/login-mode', z.unknown(), { mode });

  async #call<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    return this.#read(await this.#ask(method, path, body), path, schema);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Response> {
    try {
      return await fetch(this.#origin + path, {
        method,
        signal: AbortSignal.timeout(PATIENCE),
        headers: {
          authorization: `Bearer ${this.#key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (thrown) {
      throw new Trouble(
        'lab:channel',
        `the municipality's levers can't be reached (${method} ${path}): ${why(thrown)}`,
      );
    }
  }

  async #read<T>(answer: Response, path: string, schema: z.ZodType<T>): Promise<T> {
    const text = await answer.text().catch(() => '');
    if (!answer.ok)
      throw new Trouble('lab:municipality-refused', `${path} answered ${answer.status}: ${text.slice(0, 200)}`);
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    const parsed = schema.safeParse(json);
    if (!parsed.success)
      throw new Trouble(
        'lab:municipality-refused',
        `${path} answered otherwise than agreed: ${z.prettifyError(parsed.error)}`,
      );
    return parsed.data;
  }
}

const why = (thrown: unknown): string =>
  thrown instanceof Error
    ? `${thrown.message}${thrown.cause instanceof Error ? ` (${thrown.cause.message})` : ''}`
    : String(thrown);
