import { discover } from '@proeftuin/contract/discover';
import type { Scenario } from './sdk/define.ts';

const found = await discover<Scenario>(import.meta.url, './suites/*/*.ts');

/** All scenarios by id: `moving/report-household`. Travels to the runner as one bundle. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
  [...found].map(([file, scenario]) => [file.replace(/^.*suites\//, '').replace(/\.ts$/, ''), scenario]),
);
