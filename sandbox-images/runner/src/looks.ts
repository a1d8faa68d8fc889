import { discover } from '@proeftuin/contract/discover';
import type { Look } from './look.ts';

const found = await discover<Look>(import.meta.url, './looks/*.ts');

/** All looks by id. */
export const looks: ReadonlyMap<string, Look> = new Map([...found.values()].map((look) => [look.id, look]));
