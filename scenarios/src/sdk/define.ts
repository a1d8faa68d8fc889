import type { Selection } from '@proeftuin/contract/municipality';
import type { Actor, Stage } from './stage.ts';

export type Cast = Readonly<Record<string, Selection>>;

/** A scripted story. Its path is its id: `moving/report-household`. */
export interface Scenario {
  /** What a service must be able to do for this to apply; `any` for every web service. */
  readonly capability: string;
  /** How many municipalities the town must have for this to apply; one when left out. */
  readonly municipalities?: number;
  readonly story: { readonly nl: string; readonly en: string };
  readonly cast: Cast;
  play(stage: Stage, actors: Readonly<Record<string, Actor>>): Promise<void>;
}

interface Told<C extends Cast> extends Omit<Scenario, 'play' | 'cast'> {
  readonly cast: C;
  play(stage: Stage & { readonly [K in keyof C]: Actor }): Promise<void>;
}

export const defineScenario = <const C extends Cast>(scenario: Told<C>): Scenario => ({
  ...scenario,
  play: (stage, actors) => scenario.play({ ...stage, ...castOf(scenario.cast, actors) }),
});

/** The actors by their names in the cast; the runner has made each of them. */
function castOf<C extends Cast>(cast: C, actors: Readonly<Record<string, Actor>>): { readonly [K in keyof C]: Actor } {
  for (const name of Object.keys(cast)) if (actors[name] === undefined) throw new Error(`${name} was not cast`);
  return actors as { readonly [K in keyof C]: Actor };
}

/** A resident who fits all conditions. */
export const resident = (conditions: Omit<Selection, 'kind'> = {}): Selection => ({ ...conditions, kind: 'resident' });

/** What a suite plays. Its file's name is its id. */
export interface Suite {
  /** Ids of scenarios, in order. */
  readonly scenarios: readonly string[];
  /** Ids of looks, in order, after the scenarios. */
  readonly looks: readonly string[];
  /** Is the service then stopped and started? */
  readonly restart: boolean;
  /** Looks after the restart. */
  readonly afterRestart: readonly string[];
}

export const defineSuite = (suite: Suite): Suite => suite;
