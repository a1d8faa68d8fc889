import * as z from 'zod';

/** What the runner is told to play, and what a service says of itself that a scenario needs. */

const control = z.strictObject({
  role: z.enum([
    'textbox',
    'combobox',
    'checkbox',
    'radio',
    'spinbutton',
    'searchbox',
    'button',
    'link',
    'status',
    'alert',
    'heading',
    'listbox',
    'switch',
  ]),
  name: z.string().min(1).max(200),
});
export type Control = z.infer<typeof control>;

const stepSchema = z.strictObject({ fields: z.record(z.string(), control), submit: control });

/** How a person does one thing: accessible roles and names, one page a step. */
export const intentSchema = z.strictObject({
  path: z.string().startsWith('/'),
  steps: z.array(stepSchema).min(1).max(20),
  confirmation: control,
});
export type Intent = z.infer<typeof intentSchema>;

export const playOrderSchema = z.strictObject({
  v: z.literal(1),
  suite: z.string(),
  /** esbuild bundle of the scenarios (ES module text) and its SHA-256, checked before it is run. */
  bundle: z.strictObject({ sha256: z.string(), code: z.string() }),
  /** Ids in the order of playing. */
  scenarios: z.array(z.string()),
  /** Ids of runner/src/looks to do afterwards, in order. */
  looks: z.array(z.string()),
  service: z.strictObject({
    name: z.string(),
    /** https://verhuisloket.dienst.test */
    origin: z.string(),
    title: z.string(),
    capabilities: z.array(z.string()),
    intents: z.record(z.string(), intentSchema),
    /** Does it have a login (resource oidc-client)? */
    login: z.boolean(),
    /** Where the municipality calls it (resource notification-channel). */
    callback: z.string().optional(),
  }),
  seed: z.string(),
  /** Milliseconds. */
  timeouts: z.strictObject({ step: z.int(), scenario: z.int() }),
});
export type PlayOrder = z.infer<typeof playOrderSchema>;

/** `GET /runner/state` */
export interface PlayState {
  readonly state: 'idle' | 'playing' | 'done' | 'lost';
  /** The scenario or look now, for progress. */
  readonly now: string;
  readonly done: number;
  readonly total: number;
  /** Why the runner could not go on (the lab's fault), when `lost`. */
  readonly why?: string;
}
