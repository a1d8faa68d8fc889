import * as z from 'zod';

/** How one virtual municipality is told what to be, and the levers on its lab side (port `LAB.municipalityControl`). */

export const PROFILES = ['aalter', 'antwerpen', 'leiedal', 'voka'] as const;
export type Profile = (typeof PROFILES)[number];

/** Env of the municipality's container: JSON of MunicipalityConfig. */
export const MUNICIPALITY_ENV = 'PROEFTUIN_MUNICIPALITY';

export const municipalityConfigSchema = z.strictObject({
  v: z.literal(1),
  profile: z.enum(PROFILES),
  /** NIS codes of a subset, for a profile of several municipalities. Empty: all. */
  municipalities: z.array(z.string()).default([]),
  seed: z.string().min(1).max(64),
  /** The town date, YYYY-MM-DD; undefined: the profile's own. */
  date: z.string().optional(),
  /** Residents, from 50; undefined: the profile's true size. */
  population: z.int().min(50).optional(),
  insz: z.enum(['fictitious', 'realistic']).default('fictitious'),
  /** Base domain of its hosts: `login.vlavirgem.test` … */
  base: z.string(),
  /** Clients of the login: one per oidc-client resource. */
  clients: z.array(
    z.strictObject({
      service: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
      redirectUris: z.array(z.string()),
      postLogoutRedirectUris: z.array(z.string()),
      scopes: z.array(z.string()),
      /** Where the login says that a session has ended. */
      backchannelLogoutUri: z.string().optional(),
      /** Public JWK of a client that signs (private_key_jwt); its secret is then empty. */
      key: z.record(z.string(), z.string()).optional(),
    }),
  ),
  /** Key of the levers, presented as `Authorization: Bearer`; undefined: nobody turns them. */
  levers: z.string().min(16).optional(),
  /** Who may call which register: one per service; the token is presented as `Authorization: Bearer`. */
  grants: z.array(
    z.strictObject({
      service: z.string(),
      token: z.string(),
      /** Registers and channels that it declared: personen, adressen, dossiers … */
      registers: z.array(z.string()),
    }),
  ),
  /** Where services hear what became of their messages: one per notification-channel resource. */
  callbacks: z
    .array(
      z.strictObject({
        service: z.string(),
        url: z.string(),
        /** `whsec_` and base64, as Standard Webhooks has it. */
        secret: z.string(),
      }),
    )
    .optional(),
  /** Where services have people land whom another hands over: one per handover resource. */
  landings: z.array(z.strictObject({ service: z.string(), url: z.url() })).optional(),
});
export type MunicipalityConfig = z.infer<typeof municipalityConfigSchema>;

/** Which residents: all conditions must hold. Ages in full years on the town date, both ends included. */
export const selectionSchema = z.strictObject({
  kind: z.enum(['resident', 'enterprise', 'civil-servant']).default('resident'),
  age: z.tuple([z.int(), z.int()]).optional(),
  adult: z.boolean().optional(),
  /** Members of the household, exactly. */
  household: z.int().positive().optional(),
  sex: z.enum(['M', 'V']).optional(),
  /** A tag of the edge-case catalogue: `diacritics`, `bis-number`, `deceased` … */
  tag: z.string().optional(),
  /** NIS code. Edge-case people are picked only when `tag` asks for them. */
  municipality: z.string().optional(),
});
export type Selection = z.input<typeof selectionSchema>;

/** A municipality of the town; a profile such as leiedal has several. */
export interface MunicipalitySeen {
  readonly nis: string;
  readonly name: string;
}

export interface PersonSeen {
  /** The town's own id, stable under the seed: `p-123`. */
  readonly id: string;
  readonly insz: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'V';
  readonly tags: readonly string[];
  /** Ids of all members of the household, itself included. */
  readonly household: readonly string[];
  readonly address: AddressSeen | null;
}

export interface AddressSeen {
  readonly id: string;
  /** https://data.vlaanderen.be/id/adres/… as the registers give it. */
  readonly uri: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly box: string;
  readonly postalCode: string;
  readonly municipality: string;
}

export interface Change {
  readonly system: string;
  readonly subject: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export const faultSchema = z.strictObject({
  /** A system's folder name, or `*`. */
  system: z.string(),
  kind: z.enum([
    'latency',
    'error',
    'rate-limit',
    'timeout',
    'cut',
    'malformed',
    'truncated',
    'extra-field',
    'stale',
    'duplicate',
  ]),
  /** Milliseconds, for latency. */
  ms: z.int().optional(),
  /** For error: 500–599. */
  status: z.int().min(500).max(599).optional(),
  /** Seconds, for rate-limit's Retry-After. */
  retryAfter: z.int().optional(),
  /** Share of the requests, 0–1, chosen by the seed. */
  share: z.number().min(0).max(1).default(1),
});
export type Fault = z.input<typeof faultSchema>;

/** A fault that holds now. */
export interface FaultSeen {
  readonly id: string;
  readonly system: string;
  readonly kind: z.output<typeof faultSchema>['kind'];
  /** Requests of its system since it began, and how many of those it broke. */
  readonly seen: number;
  readonly hit: number;
}

/** All registers as they were once, under a name. */
export interface SnapshotSeen {
  readonly name: string;
  readonly cut: number;
  /** Changes since the town was made that it holds. */
  readonly changes: number;
}

/** A rule of a local process that changes: `values` are those that become others; the rest stays as it is then. */
export const ruleChangeSchema = z.strictObject({
  /** Register of the process: `inname`. */
  process: z.string(),
  /** NIS code: this municipality alone, whatever the others do; all of them when left out. */
  municipality: z.string().optional(),
  /** Day from which it holds, YYYY-MM-DD, in Flanders by the lab clock. */
  from: z.iso.date(),
  values: z.record(z.string(), z.union([z.number(), z.array(z.string())])),
});
export type RuleChange = z.infer<typeof ruleChangeSchema>;

/** A rule as it holds from a day on, until the next one does. */
export interface RuleSeen {
  readonly from: string;
  readonly values: Readonly<Record<string, number | readonly string[]>>;
}

/** A case of a local process. */
export interface CaseSeen {
  readonly id: string;
  readonly process: string;
  readonly service: string;
  /** `p-1`; empty when it was filed anonymously. */
  readonly subject: string;
  readonly state: string;
  /** Day from which the rule holds that it was judged by. */
  readonly rule: string;
  /** Eurocents. */
  readonly amount: number;
  /** As it was filed, without who filed it. */
  readonly filing: Readonly<Record<string, unknown>>;
}

/**
 * The levers, all JSON, for who presents the key of this municipality (`levers`):
 * `GET /clock` → {lab, town, speed} · `POST /clock` {set?, advance? (seconds), speed?}
 * `POST /faults` Fault → {id} · `GET /faults` → {faults: FaultSeen[]} · `DELETE /faults/:id` · `DELETE /faults`
 * `POST /reset` (registers, accounting, faults, login mode; not the clock, which never goes back by itself)
 * `GET /cut` → {cut} · `GET /diff?from=cut` or `?from=name of a snapshot` → {changes: Change[]}
 * `POST /snapshots` {name} (of all registers as they are now) · `GET /snapshots` → {snapshots: SnapshotSeen[]} ·
 * `POST /snapshots/:name/restore` · `DELETE /snapshots/:name`
 * `POST /people` {select: Selection, count} → {people: PersonSeen[]} (404 with `why` when nobody fits)
 * `GET /municipalities` → {municipalities: MunicipalitySeen[]}
 * `GET /people/:id` → PersonSeen as it is now · `GET /vacant?count` → {addresses: AddressSeen[]}
 * `POST /addresses/:id` {status} or {official} → {id, status, official, version}: the address register changes, and its
 * feed tells (409 with `why` for a change that the register does not know)
 * `GET /dossiers?subject=p-1` → {dossiers: DossierSeen[]}
 * `GET /accounting?person&field&purpose&client&system` → {entries, lost}, each condition optional, a person by id or INSZ;
 * with `by=person,field,purpose` (any of the five) → {totals: {…, times, persons}[], lost}
 * `POST /rules` RuleChange → RuleSeen: values of a local process change from a day on · `GET /rules/:process?municipality` → {rules: RuleSeen[]}
 * `GET /cases?process&subject` → {cases: CaseSeen[]} · `POST /cases/:process/:id` {activity, note?} → CaseSeen: what a civil
 * servant does with a case (409 with `why` when the process does not let it)
 * `GET /notifications?subject=p-1` → {notifications: NotificationSeen[]} · `POST /notifications/:id/open`: the citizen
 * reads it (409 with `why` unless it is in the box) · `POST /people/:id/channel` {channel}: how the citizen wants messages
 * `POST /handovers` {subject, to (a service), purpose, context?} → {id, link, expires}: the town's desk sends somebody on
 * `POST /login-mode` {mode: 'good' | HostileMode} : how the next tokens are made
 */
export const HOSTILE_MODES = [
  'signature',
  'audience',
  'issuer',
  'nonce',
  'expired',
  'alg-none',
  'rotated-key',
] as const;
export type HostileMode = (typeof HOSTILE_MODES)[number];

/** A message of a service to a citizen, and what the service was told of it. */
export interface NotificationSeen {
  readonly id: string;
  readonly service: string;
  readonly subject: string;
  readonly title: string;
  readonly text: string;
  readonly status: 'verzonden' | 'afgeleverd' | 'gelezen' | 'geweigerd' | 'onbestelbaar';
  /** Why it was refused or could not be delivered. */
  readonly reason: string | undefined;
  readonly at: string;
  readonly callbacks: readonly {
    /** `notificatie.afgeleverd` … */
    readonly event: string;
    readonly state: 'wacht' | 'aangenomen' | 'opgegeven';
    readonly attempts: number;
    /** Status of the last answer; 0: none. */
    readonly answer: number | undefined;
  }[];
}

export interface DossierSeen {
  readonly id: string;
  readonly service: string;
  readonly subject: string;
  readonly product: string;
  readonly status: string;
  readonly at: string;
}
