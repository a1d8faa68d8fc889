import { createHash } from 'node:crypto';
import type { Scorecard, Severity } from '@proeftuin/contract/scorecard';

/** Figures that audits compare with; each is a choice of this rubric. */
export interface Limits {
  /** Milliseconds. */
  readonly startTime: number;
  readonly stopTime: number;
  readonly largestPaint: number;
  readonly interactionDelay: number;
  /** Unitless (Core Web Vitals). */
  readonly layoutShift: number;
  /** Bytes. */
  readonly pageWeight: number;
  readonly bytesPerCase: number;
  /** Milliseconds of CPU. */
  readonly cpuPerCase: number;
  /** Counts. */
  readonly steps: number;
  readonly fieldsAsked: number;
  readonly documentsAsked: number;
  /** Shares, 0–1. */
  readonly prefilledShare: number;
  readonly edgeShare: number;
  readonly standardsShare: number;
  /** Words. */
  readonly sentenceLength: number;
  readonly minimumWords: number;
  /** Minutes that a person needs for one page and for one field to fill in (the lab's own model of effort). */
  readonly minutesPerPage: number;
  readonly minutesPerField: number;
}

/** Versioned data. A change of it is a new version, never an edit: reports name its hash. */
export interface Rubric {
  readonly id: string;
  /** From low to high; a level holds when its gates and those of the levels below hold in its smallest suite. */
  readonly levels: readonly {
    readonly id: Exclude<Scorecard['level'], 'not ready'>;
    readonly suite: string;
    readonly gates: readonly string[];
    /** A shortfall of these severities bars the level, gate or not. */
    readonly bars: readonly Severity[];
  }[];
  readonly weights: Readonly<Record<Severity, number>>;
  readonly limits: Limits;
  /** Load per core above which time-based audits say nothing. */
  readonly busyLoad: number;
}

export const defineRubric = (rubric: Rubric): Rubric => rubric;

/** JSON with sorted keys: equal data, equal bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
}

export const hashOfRubric = (rubric: Rubric): string => createHash('sha256').update(canonical(rubric)).digest('hex');
