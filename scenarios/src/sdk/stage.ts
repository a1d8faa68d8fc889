import type {
  AddressSeen,
  CaseSeen,
  Change,
  DossierSeen,
  Fault,
  MunicipalitySeen,
  PersonSeen,
  RuleChange,
  RuleSeen,
  Selection,
} from '@proeftuin/contract/municipality';
import type { Control, Intent } from '@proeftuin/contract/play';

/** What a scenario may use. The runner plays it with a real browser; everything here throws `Trouble` when it fails. */

export type Facts = Readonly<Record<string, string | number | boolean>>;

/** What a person wants to tell, in the words of a capability: which form fields get it is the manifest's to say. */
export interface Values {
  readonly address?: AddressSeen;
  /** YYYY-MM-DD */
  readonly date?: string;
  /** Everyone who moves along; the person alone when left out. */
  readonly household?: readonly PersonSeen[];
  /** Any other field of the intent by its key. */
  readonly [field: string]: unknown;
}

/** An intent and its name, as `service.intent` gives it. */
export interface NamedIntent extends Intent {
  readonly id: string;
}

export interface Visited {
  readonly status: number;
  readonly url: string;
}

/** A resident, business or civil servant of the town with a browser of their own. */
export interface Actor {
  readonly person: PersonSeen;
  /** All members of the household, the person included. */
  readonly household: readonly PersonSeen[];
  /** Opens a path of the service. */
  visit(path: string): Promise<Visited>;
  /** Same-origin links of the page, in order, without fragments, each once. */
  links(): Promise<string[]>;
  /** Address of the page now. */
  here(): string;
  /** Follows the service's own way to log in, from its landing page or another path, and picks this person at the town's login. */
  login(from?: string): Promise<void>;
  /** Does the thing from its first page to its confirmation. */
  do(intent: NamedIntent, values: Values): Promise<void>;
  /** As `do`, with a double click on the last button, then the same form sent once more by going back. */
  submitTwice(intent: NamedIntent, values: Values): Promise<void>;
  /** Fills one step (0 is the first) as given and sends it; stays on the page that comes. */
  attempt(intent: NamedIntent, values: Values, options?: { step?: number; blank?: readonly string[] }): Promise<void>;
  /** Waits until the page shows it. */
  sees(what: string | Control): Promise<void>;
  /** Is it on the page now? */
  shows(what: string | Control): Promise<boolean>;
  /** What stands in a field of an intent, and what the page says is wrong with it. */
  field(intent: NamedIntent, key: string): Promise<{ value: string; invalid: boolean; error: string }>;
  /** Visible text of the page. */
  text(): Promise<string>;
}

export interface ServiceUnderTrial {
  readonly name: string;
  readonly origin: string;
  readonly capabilities: readonly string[];
  readonly login: boolean;
  has(intent: string): boolean;
  /** Throws `provider:assertion` when the manifest declares no such intent. */
  intent(id: string): NamedIntent;
}

export interface Municipality {
  /** An address where nobody lives; each call gives another one. */
  vacantAddress(): AddressSeen;
  /** Today on the town's calendar, YYYY-MM-DD, `days` later. */
  today(days?: number): string;
  /** All municipalities of the town: several in a region. */
  all(): Promise<readonly MunicipalitySeen[]>;
  person(id: string): Promise<PersonSeen>;
  dossiers(person: PersonSeen): Promise<DossierSeen[]>;
  /** What changed in the registers since this scenario began. */
  changes(): Promise<Change[]>;
  /** Breaks a system until `end`. */
  fault(fault: Fault): Promise<{ end(): Promise<void> }>;
  /** A local process of the municipality, by its register. */
  process(id: string): LocalProcess;
  /** The day in Flanders by the lab clock, YYYY-MM-DD, `days` later: what the rules of a process go by. */
  labDay(days?: number): Promise<string>;
  /** Lets days pass on the lab clock, until `end` takes them back. The service's own clock does not move. */
  pass(days: number): Promise<{ end(): Promise<void> }>;
  readonly expect: {
    addressOf(people: readonly PersonSeen[]): {
      /** Waits until all of them live there. */
      toBecome(address: AddressSeen): Promise<void>;
    };
    dossiersOf(person: PersonSeen): {
      /** Waits until there are so many, and looks once more a moment later that there are not more. */
      toCount(count: number): Promise<void>;
    };
  };
}

export interface LocalProcess {
  /** The rule that holds on a day YYYY-MM-DD. */
  ruleOn(day: string): Promise<RuleSeen>;
  /** Announces that values change from a day on, until `end` puts back what they were. */
  change(from: string, values: RuleChange['values']): Promise<{ end(): Promise<void> }>;
  /** Cases of a person, in the order in which they came. */
  casesOf(person: PersonSeen): Promise<CaseSeen[]>;
}

/** What every scenario gets beside its cast. */
export interface Stage {
  readonly service: ServiceUnderTrial;
  readonly municipality: Municipality;
  /** One action: recorded with its time, its outcome and the page it ended on. */
  step<T>(title: string, action: () => Promise<T>): Promise<T>;
  /** A figure of the whole scenario. */
  fact(name: string, value: string | number | boolean): void;
  /** Another person with a browser of their own, under a name of their part; undefined when nobody in this town fits. */
  invite(selection: Selection, name?: string): Promise<Actor | undefined>;
  /** Does it for one person of a tag; a failure of the service is noted under the tag and does not end the scenario. */
  served(tag: string, action: () => Promise<void>): Promise<void>;
}
