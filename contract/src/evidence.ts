import * as z from 'zod';

/**
 * Immutable records of a run. Append-only; each source numbers its own from 1 and chains them by hash; bodies and
 * pictures are blobs named by their SHA-256. Everything in here that a provider could have written is hostile.
 */

export const SOURCES = ['gateway', 'municipality', 'runner', 'engine', 'probe', 'lab', 'provider-claim'] as const;
export type Source = (typeof SOURCES)[number];

const sha = z.string().regex(/^[0-9a-f]{64}$/);
const headers = z.array(z.tuple([z.string(), z.string()]));
const message = z.object({
  headers,
  /** Kept body, masked, cut at the cap. */
  body: sha.optional(),
  /** Bytes that really passed. */
  bytes: z.number(),
  cut: z.boolean(),
  /** More came than the lab can hold: the body was there, and none of it is kept. */
  dropped: z.literal(true).optional(),
});

/** What a page's record holds of it and may hold in part. */
export const PAGE_PARTS = ['text', 'html', 'aria', 'axe', 'fields', 'storage', 'cookies'] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

/** The step that a record belongs to: `scenario#n`; looks belong to `look:<id>`. */
const step = z.string();

export const KINDS = {
  /** One HTTP request and its answer through the gateway (WebSocket: the upgrade; TCP door: see `connection`). */
  exchange: z.object({
    from: z.string(),
    to: z.string(),
    /** Absolute URL as asked, secrets masked. */
    url: z.string(),
    method: z.string(),
    /** 0 when no answer came; see `failure`. */
    status: z.number(),
    failure: z.enum(['no-door', 'unreachable', 'reset', 'timeout', 'too-large', 'malformed', 'aborted']).optional(),
    http: z.string(),
    /** Milliseconds: wait until the first byte of the answer, and until its end. */
    firstByte: z.number(),
    duration: z.number(),
    request: message,
    response: message,
    /** W3C trace id that the caller sent on, where it did. */
    trace: z.string().optional(),
    /** Id of the fault that the lab injected into this exchange. */
    fault: z.string().optional(),
  }),
  /** A TCP connection through a tcp door, or a dial that no door allows. */
  connection: z.object({
    from: z.string(),
    name: z.string(),
    port: z.number(),
    allowed: z.boolean(),
    up: z.number(),
    down: z.number(),
    duration: z.number(),
  }),
  'dns-query': z.object({
    from: z.string(),
    name: z.string(),
    type: z.string(),
    known: z.boolean(),
    transport: z.enum(['udp', 'tcp']),
  }),
  /** One action of a scenario. `cause` decides whose fault a failure is (evaluation/fault.ts). */
  step: z.object({
    scenario: z.string(),
    title: z.string(),
    actor: z.string(),
    outcome: z.enum(['ok', 'failed']),
    cause: z.string().optional(),
    message: z.string().optional(),
    duration: z.number(),
    /** Facts that the step measured: fields filled, fields prefilled, clicks … */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
  /** The end of a scenario: its whole story held or not. */
  scenario: z.object({
    scenario: z.string(),
    capability: z.string(),
    outcome: z.enum(['ok', 'failed', 'error', 'not-applicable']),
    cause: z.string().optional(),
    message: z.string().optional(),
    /** People that it served or failed to serve: tag → ok. */
    people: z.record(z.string(), z.boolean()).optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
  /** A page as a person met it, after a step. */
  page: z.object({
    /** Parts of which not all is here, since the page has more of it than the runner reads: the rest may hold anything. */
    cut: z.array(z.enum(PAGE_PARTS)).optional(),
    url: z.string(),
    title: z.string(),
    actor: z.string(),
    lang: z.string(),
    /** Playwright's aria snapshot (YAML). */
    aria: sha.optional(),
    screenshot: sha.optional(),
    /** Visible text. */
    text: sha.optional(),
    html: sha.optional(),
    axe: z
      .array(
        z.object({
          rule: z.string(),
          impact: z.string(),
          help: z.string(),
          /** axe tags: wcag143 … */
          tags: z.array(z.string()),
          nodes: z.array(z.object({ target: z.string(), html: z.string(), summary: z.string() })),
          /** false: axe could not decide. */
          certain: z.boolean(),
        }),
      )
      .optional(),
    /** Rules that axe ran and found clean, and those without anything to look at. */
    axePassed: z.array(z.string()).optional(),
    axeInapplicable: z.array(z.string()).optional(),
    /** Milliseconds (cls: unitless); bytes for `weight`. */
    vitals: z.record(z.string(), z.number()).optional(),
    console: z.array(z.string()).optional(),
    storage: z
      .object({ local: z.record(z.string(), z.string()), session: z.record(z.string(), z.string()) })
      .optional(),
    cookies: z
      .array(
        z.object({
          name: z.string(),
          domain: z.string(),
          secure: z.boolean(),
          httpOnly: z.boolean(),
          sameSite: z.string(),
          session: z.boolean(),
        }),
      )
      .optional(),
    /** Form controls on the page. */
    fields: z
      .array(
        z.object({
          name: z.string(),
          label: z.string(),
          type: z.string(),
          autocomplete: z.string(),
          required: z.boolean(),
          filled: z.boolean(),
        }),
      )
      .optional(),
  }),
  /** One examination by the runner beside the stories; `data` as contract/looks.ts says for its id. */
  look: z.object({
    look: z.string(),
    outcome: z.enum(['ok', 'failed']),
    /** Why it could not be done, when `failed`; decides whose fault. */
    cause: z.string().optional(),
    message: z.string().optional(),
    /** Addresses whose answers were longer than the runner reads, where the look read them: the rest may hold what it did not see. */
    cut: z.array(z.string()).optional(),
    data: z.unknown(),
  }),
  'log-line': z.object({
    workload: z.string(),
    container: z.string(),
    stream: z.enum(['out', 'err']),
    text: z.string(),
  }),
  'usage-sample': z.object({
    workload: z.string(),
    container: z.string(),
    /** CPU milliseconds since the container's start; bytes in use; bytes allowed. */
    cpu: z.number(),
    memory: z.number(),
    limit: z.number(),
    pids: z.number(),
  }),
  lifecycle: z.object({
    workload: z.string(),
    container: z.string().optional(),
    what: z.enum(['started', 'ready', 'not-ready', 'exited', 'restarted', 'stopped', 'paused', 'resumed', 'failed']),
    reason: z.string().optional(),
    exit: z.number().optional(),
    /** Milliseconds since the one before it asked for (start → ready, stop → stopped). */
    took: z.number().optional(),
  }),
  /** The lab broke something on purpose. */
  fault: z.object({ id: z.string(), system: z.string(), fault: z.string(), phase: z.enum(['begin', 'end']) }),
  /** Data of a person, handed to a service by a system of the municipality. */
  'register-access': z.object({
    system: z.string(),
    client: z.string(),
    /** Keyed by the town's own person id, never the INSZ. */
    subject: z.string(),
    fields: z.array(z.string()),
    purpose: z.string(),
    honeytoken: z.boolean(),
  }),
  /** The municipality told a service what became of its message, or tried to. */
  callback: z.object({
    service: z.string(),
    /** The same at each attempt (header webhook-id). */
    callback: z.string(),
    event: z.string(),
    attempt: z.int().positive(),
    /** What the service answered; 0: nothing. */
    status: z.number(),
    failure: z.enum(['unreachable', 'timeout', 'redirect']).optional(),
    outcome: z.enum(['accepted', 'retry', 'given-up']),
  }),
  /** What changed in the town during a scenario. */
  'register-diff': z.object({
    scenario: z.string(),
    changes: z.array(
      z.object({ system: z.string(), subject: z.string(), what: z.string(), before: z.string(), after: z.string() }),
    ),
  }),
  /** A login at the identity provider, as the provider saw it. */
  login: z.object({
    client: z.string(),
    event: z.enum(['authorize', 'token', 'userinfo', 'logout', 'error']),
    subject: z.string().optional(),
    scopes: z.array(z.string()).optional(),
    pkce: z.string().optional(),
    state: z.boolean().optional(),
    nonce: z.boolean().optional(),
    /** Claims handed over. */
    claims: z.array(z.string()).optional(),
    message: z.string().optional(),
  }),
  'isolation-probe': z.object({
    id: z.string(),
    grade: z.enum(['strict', 'compat']),
    verdict: z.enum(['pass', 'fail', 'not-run']),
    detail: z.string(),
  }),
  /** Facts about the images and manifest that took part. */
  image: z.object({
    workload: z.string(),
    container: z.string(),
    digest: z.string(),
    user: z.string(),
    size: z.number(),
    ports: z.array(z.string()),
    writableRoot: z.boolean(),
    runAs: z.string(),
  }),
  /** Ports that a provider's workload listens on, read from its network namespace. */
  listening: z.object({ workload: z.string(), address: z.string(), port: z.number(), declared: z.boolean() }),
  /** Evidence that was lost. Audits over it give `error`. */
  gap: z.object({ lost: z.number(), why: z.string() }),
} as const;

export type Kind = keyof typeof KINDS;
export type Data<K extends Kind> = z.infer<(typeof KINDS)[K]>;

const recordBase = {
  /** `${source}/${seq}` */
  id: z.string(),
  v: z.literal(1),
  source: z.enum(SOURCES),
  seq: z.int().positive(),
  at: z.object({ wall: z.string(), lab: z.string() }),
  step: step.optional(),
  /** SHA-256 of the record before it in this source (64 zeros for the first). */
  prev: sha,
};

/** One record as it travels and is stored; `data` is checked by its kind with `parseRecord`. */
export const recordSchema = z.object({
  ...recordBase,
  kind: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]),
  data: z.unknown(),
});

export type Evidence = {
  [K in Kind]: Omit<z.infer<typeof recordSchema>, 'kind' | 'data'> & { kind: K; data: Data<K> };
}[Kind];
export type EvidenceOf<K extends Kind> = Extract<Evidence, { kind: K }>;

/** Checks a record of another process. Throws a ZodError. */
export function parseRecord(value: unknown): Evidence {
  const record = recordSchema.parse(value);
  return { ...record, data: KINDS[record.kind].parse(record.data) } as Evidence;
}

export const of = <K extends Kind>(evidence: readonly Evidence[], kind: K): EvidenceOf<K>[] =>
  evidence.filter((e): e is EvidenceOf<K> => e.kind === kind);
