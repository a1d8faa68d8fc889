import type { z } from 'zod';
import type { Address } from '../town/types.ts';

/** Who does something in a process: who files, or the civil servant who handles. */
export type Role = 'indiener' | 'behandelaar';

/** One thing that can be done with a case: from some states it leads to one. */
export interface Activity {
  readonly name: string;
  /** Dutch, as on a button. */
  readonly title: string;
  readonly role: Role;
  readonly from: readonly string[];
  readonly to: string;
  /** Must it say why, or what is asked? */
  readonly explained?: true;
}

/** A law that a process rests on. An article is named only where it is certain. */
export interface LegalBasis {
  readonly title: string;
  readonly article?: string;
  /** What it has to do with the process, Dutch. */
  readonly says: string;
  /** Where laws of that kind are published. */
  readonly site: string;
}

/** What a rule says: numbers, and lists of names. */
export type RuleValues = Readonly<Record<string, number | readonly string[]>>;

/** A rule as it holds from a day on, until the next one does. */
export interface Rule<V extends RuleValues = RuleValues> {
  /** YYYY-MM-DD */
  readonly from: string;
  readonly values: V;
  /** Regulation that it stands in, Dutch. */
  readonly source: string;
}

/** What whoever files tells, whatever the process; each adds its own. */
export interface Filing {
  /** Who files. Only a process that takes anonymous reports lets it be left out. */
  readonly insz?: string | undefined;
  /** URI or objectId of the address where it is. */
  readonly adres: string;
  readonly soort: string;
  readonly bijlagen?: readonly Attachment[] | undefined;
}

/** An attachment as it is announced; the lab keeps no files. */
export interface Attachment {
  readonly soort: string;
  readonly naam: string;
}

/** How a rule judges a filing: what is wrong by field, what it costs in eurocents, in how many days it should be done. */
export interface Judgement {
  readonly wrong: readonly { readonly veld: string; readonly reden: string }[];
  readonly amount: number;
  readonly days?: number;
}

/** What a filing is judged on beside itself. */
export interface Occasion<V extends RuleValues = RuleValues> {
  readonly values: V;
  /** Day of filing, YYYY-MM-DD. */
  readonly today: string;
  readonly address: Address;
}

/**
 * A local process: one state machine with its laws and rules. What the system answers, its BPMN, its page for civil servants,
 * its OpenAPI and its event log all follow from it.
 */
export interface LocalProcess<F extends Filing = Filing, V extends RuleValues = RuleValues> {
  /** Folder, first label of the host, and name of the register: `inname`. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Before the number of a case: `IN`. */
  readonly prefix: string;
  /** What a case is called, with its article. */
  readonly noun: string;
  /** State of a case that was just filed. */
  readonly initial: string;
  /** State → Dutch title. A state that nothing leads out of is an end. */
  readonly states: Readonly<Record<string, string>>;
  readonly activities: readonly Activity[];
  readonly legalBasis: readonly LegalBasis[];
  readonly filing: z.ZodType<F>;
  /** Kinds of `soort` with their Dutch title. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly ruleValues: z.ZodType<V>;
  /** What each value of a rule means, with its unit. */
  readonly ruleMeanings: { readonly [K in keyof V]: string };
  /** Rules of the town as it was made, rising by date. The first holds since before anything. */
  readonly rules: readonly Rule<V>[];
  judge(filing: F, occasion: Occasion<V>): Judgement;
  /** A filing that is in order on a day, for the index page and for tests. */
  example(facts: { readonly insz: string; readonly address: string; readonly today: string }): F;
}

export const FILE = 'indienen';

export const defineProcess = <F extends Filing, V extends RuleValues>(
  process: LocalProcess<F, V>,
): LocalProcess<F, V> => process;
