import type { LookData, LookId } from '@proeftuin/contract/looks';
import type { AddressSeen, PersonSeen, Selection } from '@proeftuin/contract/municipality';
import type { NamedIntent, Values } from '@proeftuin/scenarios/sdk/stage';
import type { BrowserContextOptions } from 'playwright-core';
import type { Asker } from './http/ask.ts';
import type { Service, Visitor } from './people/visitor.ts';
import type { Town } from './town/town.ts';

/** Somebody who lives alone; any grown-up where nobody does. */
export const SOMEBODY = { adult: true, household: 1 } as const satisfies Selection;

/** Whom a look is done by and the address that they tell, settled before any look begins. */
export interface Cast {
  /** In the order of the look's `cast`; undefined: nobody fits. */
  readonly people: readonly (PersonSeen | undefined)[];
  readonly address: AddressSeen | undefined;
}

/** What a look may use. */
export interface LookContext {
  readonly service: Service;
  readonly town: Town;
  /** Milliseconds for one wait. */
  readonly patience: number;
  /** Plain HTTP to the service, without a browser. */
  readonly ask: Asker;
  /** The intent that the looks try: the first that the manifest declares. */
  readonly intent: NamedIntent | undefined;
  /** What a person would answer to it. */
  values(person: PersonSeen): Promise<Values>;
  /** The next of the look's cast with a browser; undefined when nobody fits. Closed after the look. */
  visitor(): Promise<Visitor | undefined>;
  /** This very person with a browser. */
  as(person: PersonSeen): Promise<Visitor>;
  /** Somebody who is logged in where one can be, in one window for all looks that leave its session as it was. */
  known(): Promise<Visitor>;
  /** The same for the one look that does the task in it; throws what the login throws when nobody gets in. */
  insider(): Promise<Visitor>;
  /** As `visitor`, and somebody who is free for a look without a cast; throws when nobody fits. */
  anyone(options?: BrowserContextOptions): Promise<Visitor>;
  /** Keeps bytes beside the record. */
  readonly signal: AbortSignal;
}

export interface Look<K extends LookId = LookId> {
  readonly id: K;
  /**
   * `login`: senseless for a service without one; `intent`: for one that declares none; `told`: where nobody told an address;
   * `callback`: for one that the municipality does not call.
   */
  readonly needs?: 'login' | 'intent' | 'told' | 'callback';
  /**
   * Who does it. A look with a cast leaves the town's systems as they are and does not mind what others do meanwhile: it
   * is done beside others. One without takes whom it needs, breaks what it wants, and is done alone.
   */
  readonly cast?: readonly Selection[];
  /** It uses the window of `known`, so that one after the other does. */
  readonly shared?: true;
  run(context: LookContext): Promise<LookData<K>>;
}

export const defineLook = <const K extends LookId>(look: Look<K>): Look<K> => look;
