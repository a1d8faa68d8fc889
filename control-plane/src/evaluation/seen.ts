import { type Evidence, KINDS, type Kind, type Source } from '@proeftuin/contract/evidence';
import type { TrialContext } from './context.ts';
import type { Readable, View } from './define.ts';
import { onService } from './http.ts';
import { labError, needsReview, notRun, type Outcome, text, Unseen } from './outcome.ts';
import { TOO_LONG, TOO_MUCH } from './reasons.ts';

/** Which sources a kind comes from. A gap in one of them makes the kind unreliable. */
const SOURCES_OF: Readonly<Record<Kind, readonly Source[]>> = {
  exchange: ['gateway'],
  connection: ['gateway'],
  'dns-query': ['gateway'],
  step: ['runner', 'lab'],
  scenario: ['runner', 'lab'],
  page: ['runner', 'lab'],
  look: ['runner', 'lab'],
  'log-line': ['engine'],
  'usage-sample': ['engine'],
  lifecycle: ['engine'],
  fault: ['municipality', 'runner'],
  'register-access': ['municipality'],
  'register-diff': ['municipality', 'runner'],
  callback: ['municipality'],
  login: ['municipality'],
  'isolation-probe': ['probe'],
  image: ['engine'],
  listening: ['engine'],
  gap: [],
};

const byId = (a: Evidence, b: Evidence) => (a.source < b.source ? -1 : a.source > b.source ? 1 : a.seq - b.seq);

/** The evidence of one trial, sorted, and its views, each computed once. */
export class Seen {
  readonly records: readonly Evidence[];
  readonly #byKind: Readable;
  readonly #context: TrialContext;
  readonly #made = new Map<View<unknown>, { value: unknown } | { thrown: unknown }>();

  constructor(evidence: readonly Evidence[], context: TrialContext) {
    this.records = [...evidence].sort(byId);
    const kinds = Object.keys(KINDS).map((kind) => [kind, this.records.filter((r) => r.kind === kind)]);
    this.#byKind = Object.fromEntries(kinds) as Readable;
    this.#context = context;
  }

  /** Why a view cannot be judged at all: lost evidence (`error`), or none of a kind that it needs (`not-run`). */
  lacks(view: View<unknown>): Outcome | undefined {
    for (const kind of [...view.needs, ...view.uses]) {
      const gap = this.#byKind.gap.find((g) => SOURCES_OF[kind].includes(g.source));
      if (gap !== undefined)
        return labError(text(`Er ging bewijs verloren (${gap.data.why}).`, `Evidence was lost (${gap.data.why}).`), [
          gap.id,
        ]);
    }
    const missing = view.needs.find((kind) => this.#byKind[kind].length === 0);
    if (missing === undefined) return undefined;
    return notRun(text(`Hiervan is niets opgenomen (${missing}).`, `Nothing of this was recorded (${missing}).`));
  }

  /**
   * Why what a view does not show may be there all the same: answers that a look read and that were longer than it reads,
   * pages of which a part that it reads was cut, or bodies that a flood of the service's own made the lab drop.
   */
  doubts(view: View<unknown>): Outcome | undefined {
    const long = this.#byKind.look.find(({ data }) => data.look === view.look && (data.cut ?? []).length > 0);
    if (long !== undefined) return needsReview(TOO_LONG, [long.id], long.data.cut);
    const large = this.#byKind.page.filter(
      ({ data }) => onService(data.url, this.#context) && view.reads.some((part) => data.cut?.includes(part)),
    );
    if (large.length > 0)
      return needsReview(
        TOO_MUCH,
        large.map(({ id }) => id),
        large.map(({ data }) => data.url),
      );
    if (![...view.needs, ...view.uses].includes('exchange')) return undefined;
    const dropped = this.#byKind.exchange.find(({ data }) => data.request.dropped || data.response?.dropped);
    if (dropped === undefined) return undefined;
    const why = text(
      'De dienst of haar pagina’s stuurden meer dan het lab kan bijhouden.',
      'The service or its pages sent more than the lab can hold.',
    );
    return notRun(why, [dropped.id]);
  }

  /** Throws what the view throws, each time it is asked. */
  get(view: View<unknown>): unknown {
    let made = this.#made.get(view);
    if (made === undefined) {
      try {
        made = { value: view.of(this.#byKind, this.#context) };
      } catch (thrown) {
        made = { thrown };
      }
      this.#made.set(view, made);
    }
    if ('thrown' in made) throw made.thrown;
    return made.value;
  }

  /** What one audit's views and body say, whatever they throw. */
  judge(run: () => Outcome): Outcome {
    try {
      return run();
    } catch (thrown) {
      if (thrown instanceof Unseen) return thrown.outcome;
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      return labError(text(`Het oordeel zelf liep vast: ${why}`, `The judgement itself broke: ${why}`));
    }
  }
}
