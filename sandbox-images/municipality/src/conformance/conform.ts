import { setImmediate } from 'node:timers/promises';
import { discover } from '@proeftuin/contract/discover';
import type { Profile } from '@proeftuin/contract/municipality';
import * as z from 'zod';
import type { Municipality } from '../open.ts';
import { CLIENT_SETTINGS } from '../systems/login/testing/browser.ts';
import { FEEDS } from '../systems/wijzigingen/feeds.ts';
import { CONFIG, openSmall } from '../testing/open.ts';
import { Dice, stream } from '../town/chance/dice.ts';
import { Asker, type Check } from './check.ts';

const SAMPLED = stream('conformance.sampled');
/** Records of a kind that are examined at least, where there are so many. */
const LEAST = 20;

/** Which town, and which part of it: `share` of each kind of record, drawn by the seed, and of those each `of`-th from `shard`. */
export interface Part {
  readonly profile: Profile;
  readonly seed: string;
  /** Undefined: true size. */
  readonly population?: number | undefined;
  readonly share: number;
  readonly shard: number;
  readonly of: number;
}

/** What was found of one kind of record. */
export interface Found {
  readonly check: string;
  readonly passed: number;
  /** `record: what does not hold` */
  readonly failures: readonly string[];
}

/** Records of a check that a part has, rising. */
export function chosen(name: string, count: number, { seed, share, shard, of }: Part): number[] {
  const dice = new Dice(`conformance/${seed}/${name}`);
  const wanted = Math.max(share, Math.min(1, LEAST / count));
  const all = Array.from({ length: count }, (_, i) => i).filter((i) => wanted >= 1 || dice.chance(SAMPLED, i, wanted));
  return all.filter((_, n) => n % of === shard);
}

const told = (error: unknown): string =>
  (error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error))
    .replaceAll(/\s+/g, ' ')
    .slice(0, 600);

/** The municipality that a part is of, open to a service that declared every register. */
export const openPart = ({ profile, seed, population }: Part): Promise<Municipality> =>
  openSmall({
    profile,
    seed,
    population,
    clients: [CLIENT_SETTINGS],
    landings: [{ service: 'ander', url: 'https://ander.dienst.test/welkom' }],
    grants: CONFIG.grants.map((grant) => ({
      ...grant,
      registers: [...grant.registers, 'wasco', ...FEEDS.map(({ names }) => names.register)],
    })),
  });

/**
 * Examines each chosen record of a municipality by each check of `checks/`: what every system answers about it, and whether
 * the registers agree. `progress` is called after each record with its kind and how many of that the part has; `only` names the checks where not all are wanted. Nothing is
 * thrown for what does not hold: it is told.
 */
export async function conform(
  m: Municipality,
  part: Part,
  progress: (check: string, chosen: number) => void = () => undefined,
  only?: readonly string[],
): Promise<Found[]> {
  const checks = await discover<Check>(import.meta.url, './checks/*.ts');
  const asker = new Asker(m);
  const found: Found[] = [];
  for (const check of checks.values()) {
    if (only?.includes(check.name) === false) continue;
    const failures: string[] = [];
    const records = chosen(check.name, check.count(m), part);
    for (const index of records) {
      try {
        await check.examine(asker, index);
      } catch (error) {
        failures.push(`${check.record(m, index)}: ${told(error)}`);
      }
      progress(check.name, records.length);
      if (index % 50 === 0) await setImmediate();
    }
    found.push({ check: check.name, passed: records.length - failures.length, failures });
  }
  return found;
}
