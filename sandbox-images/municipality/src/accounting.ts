/** Data of one person handed to a service. */
export interface Handed {
  readonly client: string;
  /** The town's own id, `p-123`. */
  readonly subject: string;
  readonly fields: readonly string[];
  readonly purpose: string;
}

/** The same, as it is accounted for. */
export interface Accounted extends Handed {
  readonly system: string;
  readonly honeytoken: boolean;
}

/** What an account is asked by: all conditions must hold. `person` is an id of the town. */
export const ASPECTS = ['person', 'field', 'purpose', 'client', 'system'] as const;
export type Aspect = (typeof ASPECTS)[number];
export type AccountFilter = { readonly [A in Aspect]?: string | undefined };

/** How often data was handed over, and of how many persons, for one value of each aspect that was asked for. */
export type Total = { readonly [A in Aspect]?: string } & { readonly times: number; readonly persons: number };

/** Handings-over that are held; what comes after is only counted. */
const MOST = 100_000;

/** Who was handed which fields of which person, for which purpose. */
export class Accounts {
  #entries: Accounted[] = [];
  #lost = 0;

  /** Handings-over past the most that is held. */
  get lost(): number {
    return this.#lost;
  }
  add(entry: Accounted): void {
    if (this.#entries.length < MOST) this.#entries.push(entry);
    else this.#lost += 1;
  }
  clear(): void {
    this.#entries = [];
    this.#lost = 0;
  }

  entries({ person, field, purpose, client, system }: AccountFilter = {}): Accounted[] {
    return this.#entries.filter(
      (e) =>
        (person === undefined || e.subject === person) &&
        (field === undefined || e.fields.includes(field)) &&
        (purpose === undefined || e.purpose === purpose) &&
        (client === undefined || e.client === client) &&
        (system === undefined || e.system === system),
    );
  }

  /** Summed up by the values of some aspects, in the order in which these first came. An entry of two fields counts for each. */
  totals(by: readonly Aspect[], filter: AccountFilter = {}): Total[] {
    const sums = new Map<string, { values: Partial<Record<Aspect, string>>; times: number; persons: Set<string> }>();
    for (const entry of this.entries(filter)) {
      const fields = filter.field === undefined ? entry.fields : [filter.field];
      for (const field of by.includes('field') ? fields : ['']) {
        const { subject: person, purpose, client, system } = entry;
        const all: Record<Aspect, string> = { person, field, purpose, client, system };
        const values = Object.fromEntries(by.map((aspect) => [aspect, all[aspect]]));
        const key = JSON.stringify(values);
        const sum = sums.get(key) ?? { values, times: 0, persons: new Set() };
        sum.times += 1;
        sum.persons.add(entry.subject);
        sums.set(key, sum);
      }
    }
    return [...sums.values()].map(({ values, times, persons }) => ({ ...values, times, persons: persons.size }));
  }
}
