import type { EvidenceOf, Kind, PagePart } from '@proeftuin/contract/evidence';
import type { LookId } from '@proeftuin/contract/looks';
import type { Severity, Text } from '@proeftuin/contract/scorecard';
import type { TrialContext } from './context.ts';
import type { Outcome } from './outcome.ts';
import type { Limits } from './rubric/rubric.ts';

/** Records of a trial by kind, in the order of their ids. */
export type Readable = { readonly [K in Kind]: readonly EvidenceOf<K>[] };

/** Evidence made ready for judging, once for all audits. */
export interface View<T> {
  /** Kinds without which nothing can be said: missing → `not-run`. */
  readonly needs: readonly Kind[];
  /** Kinds that may rightly be empty; a gap in their source is still an `error`. */
  readonly uses: readonly Kind[];
  /** The one look of the runner that it reads, when it reads nothing else. */
  readonly look?: LookId;
  /** Parts of the service's pages that it reads: where one was cut, nothing passes. */
  readonly reads: readonly PagePart[];
  of(evidence: Readable, context: TrialContext): T;
}

interface ViewDefinition<N extends Kind, U extends Kind, T> {
  readonly needs: readonly N[];
  readonly uses?: readonly U[];
  readonly look?: LookId;
  readonly reads?: readonly PagePart[];
  /** Pure. May throw `Unseen` to end its audits with an outcome. */
  of(evidence: Pick<Readable, N | U>, context: TrialContext): T;
}

export const defineView = <N extends Kind, U extends Kind, T>(view: ViewDefinition<N, U, T>): View<T> => ({
  needs: view.needs,
  uses: view.uses ?? [],
  reads: view.reads ?? [],
  ...(view.look === undefined ? {} : { look: view.look }),
  of: (evidence, context) => view.of(evidence, context),
});

/** What an audit is told beside its views. */
export interface Judging extends TrialContext {
  readonly limits: Limits;
}

type Requires = Readonly<Record<string, View<unknown>>>;
type Values<R extends Requires> = { readonly [N in keyof R]: R[N] extends View<infer T> ? T : never };

interface AuditDefinition<R extends Requires> {
  readonly severity: Severity;
  /** Title when it holds. */
  readonly passed: Text;
  /** One plain sentence when it does not: what happens to whom. */
  readonly failed: Text;
  /** What to do. */
  readonly mend: Text;
  readonly requires: R;
  /** ASVS5-8.2.2, WCAG21-1.1.1, EIF-13 … */
  readonly requirements: readonly string[];
  /** Depends on the speed of the machine: never a gate, `not-run` on a busy one. */
  readonly timeBased?: boolean;
  /** Why it does not apply to this service, if so; asked before any evidence is looked at. */
  readonly unless?: (context: TrialContext) => Text | undefined;
  audit(views: Values<R>, context: Judging): Outcome;
}

/** An audit as `grade` runs it. Its id and dimension are its path. */
export interface Audit extends Omit<AuditDefinition<Requires>, 'audit' | 'requires' | 'timeBased'> {
  readonly views: readonly View<unknown>[];
  readonly timeBased: boolean;
  run(get: (view: View<unknown>) => unknown, context: Judging): Outcome;
}

export function defineAudit<R extends Requires>(definition: AuditDefinition<R>): Audit {
  const { audit, requires, timeBased = false, ...facts } = definition;
  return {
    ...facts,
    timeBased,
    views: Object.values(requires),
    run: (get, context) =>
      audit(
        Object.fromEntries(Object.entries(requires).map(([name, view]) => [name, get(view)])) as Values<R>,
        context,
      ),
  };
}
