import { discover } from '@proeftuin/contract/discover';
import { DIMENSIONS, type Dimension } from '@proeftuin/contract/scorecard';
import type { Audit } from './define.ts';

/** An audit with its place: `security/session/csrf-refused`. */
export interface PlacedAudit {
  readonly id: string;
  readonly dimension: Dimension;
  readonly audit: Audit;
}

const found = await discover<Audit>(import.meta.url, './audits/**/*.ts');

/** All audits, in the order of their ids. The folder is the registry. */
export const audits: readonly PlacedAudit[] = [...found].map(([file, audit]) => {
  const id = file.replace(/^(\.\/)?audits\//, '').replace(/\.ts$/, '');
  const dimension = DIMENSIONS.find((d) => id.startsWith(`${d}/`));
  if (dimension === undefined) throw new Error(`${file} lies in no dimension`);
  return { id, dimension, audit };
});
