import * as z from 'zod';

/** What a trial is judged to be. `report.json` is published by this schema. */

/** Worst first. */
export const OUTCOMES = ['error', 'fail', 'needs-review', 'not-run', 'pass', 'not-applicable'] as const;
export type OutcomeName = (typeof OUTCOMES)[number];
export const SEVERITIES = ['critical', 'serious', 'moderate', 'minor'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const DIMENSIONS = ['integration', 'security', 'value', 'experience'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const text = z.object({ nl: z.string(), en: z.string() });
export type Text = z.infer<typeof text>;
const outcome = z.enum(OUTCOMES);
const severity = z.enum(SEVERITIES);

export const findingSchema = z.object({
  /** Stable: the audit's id, and the evidence kind of thing it is about. */
  id: z.string(),
  audit: z.string(),
  dimension: z.enum(DIMENSIONS),
  outcome,
  severity,
  /** One plain sentence: what happened to whom. */
  sentence: text,
  /** What to do. */
  mend: text,
  evidence: z.array(z.string()),
  details: z.array(z.string()),
  /** The command that re-checks only this. */
  recheck: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;

export const auditResultSchema = z.object({
  id: z.string(),
  dimension: z.enum(DIMENSIONS),
  outcome,
  severity,
  title: text,
  requirements: z.array(z.string()),
  evidence: z.array(z.string()),
  details: z.array(z.string()),
  /** Why it is not-run, not-applicable, needs-review or error. */
  reason: text.optional(),
  /** A figure, for audits that measure. */
  measured: z.object({ value: z.number(), unit: z.string(), limit: z.number().optional() }).optional(),
  gate: z.boolean(),
});
export type AuditResult = z.infer<typeof auditResultSchema>;

export const dimensionSchema = z.object({
  verdict: z.enum(['shortfall', 'no shortfall found', 'incomplete', 'not applicable']),
  coverage: z.object({ examined: z.number(), notExamined: z.number(), notApplicable: z.number() }),
  outcomes: z.record(outcome, z.number()),
  gates: z.array(z.object({ audit: z.string(), outcome })),
  worst: severity.optional(),
  /** 0–100, weighted share of what was examined; never for security. */
  index: z.number().optional(),
});

export const scorecardSchema = z.object({
  rubric: z.object({ id: z.string(), hash: z.string() }),
  level: z.enum(['not ready', 'ready for a pilot', 'ready for reuse']),
  /** Gates missing to the next level. */
  missing: z.array(z.object({ level: z.string(), audit: z.string(), outcome })),
  dimensions: z.record(z.enum(DIMENSIONS), dimensionSchema),
  audits: z.array(auditResultSchema),
  /** The command that re-checks one is the trial's to know. */
  findings: z.array(findingSchema.omit({ recheck: true })),
});
export type Scorecard = z.infer<typeof scorecardSchema>;

export const isolationSchema = z.object({
  id: z.string(),
  grade: z.enum(['strict', 'compat']),
  verdict: z.enum(['pass', 'fail', 'not-run']),
  detail: z.string(),
});
export type Isolation = z.infer<typeof isolationSchema>;

export const setSchema = z.object({
  profile: z.string(),
  seed: z.string(),
  date: z.string(),
  population: z.number(),
  suite: z.string(),
  rubric: z.string(),
  engine: z.string(),
  versions: z.record(z.string(), z.string()),
  /** Image name → digest of all that took part. */
  digests: z.record(z.string(), z.string()),
  /** What was adapted for this service: writable paths, runAs … and what was built `open`. */
  notes: z.array(z.string()),
});
export type TrialSet = z.infer<typeof setSchema>;

export const reportSchema = z.object({
  v: z.literal(1),
  trial: z.object({
    id: z.string(),
    startedAt: z.string(),
    endedAt: z.string(),
    /** `done`, or why it ended early and whose fault that is. */
    state: z.enum(['done', 'error']),
    error: z.object({ code: z.string(), message: z.string(), next: z.string() }).optional(),
    command: z.string(),
  }),
  services: z.array(z.object({ name: z.string(), version: z.string(), title: text })),
  set: setSchema,
  isolation: z.array(isolationSchema),
  dimensions: scorecardSchema.shape.dimensions,
  level: scorecardSchema.shape.level,
  missing: scorecardSchema.shape.missing,
  rubric: scorecardSchema.shape.rubric,
  audits: z.array(auditResultSchema),
  findings: z.array(findingSchema),
  scenarios: z.array(
    z.object({ id: z.string(), outcome: z.string(), message: z.string().optional(), cause: z.string().optional() }),
  ),
});
export type Report = z.infer<typeof reportSchema>;
