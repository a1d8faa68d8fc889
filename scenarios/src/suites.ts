import { discover } from '@proeftuin/contract/discover';
import type { Suite } from './sdk/define.ts';

const found = await discover<Suite>(import.meta.url, './suites/*.ts');

/** All suites by id: `quick`, `moving`. */
export const suites: ReadonlyMap<string, Suite> = new Map(
  [...found].map(([file, suite]) => [file.replace(/^.*suites\//, '').replace(/\.ts$/, ''), suite]),
);
