import { discover } from '@proeftuin/contract/discover';
import { LabError } from '@proeftuin/contract/errors';
import type { Rubric } from './rubric.ts';

const found = await discover<Rubric>(import.meta.url, './versions/*.ts');
/** All versions by id. */
export const rubrics: ReadonlyMap<string, Rubric> = new Map([...found.values()].map((rubric) => [rubric.id, rubric]));

/** Throws scenario.unknown. */
export function rubricOf(id: string): Rubric {
  const rubric = rubrics.get(id);
  if (rubric !== undefined) return rubric;
  throw new LabError('scenario.unknown', `there is no rubric ${JSON.stringify(id)}`, {
    next: `Choose one of ${[...rubrics.keys()].join(', ')}.`,
  });
}
