import type { Problem } from '@proeftuin/contract/manifest/problem';
import { problemText } from '@proeftuin/contract/manifest/problem';
import { ManifestError } from './plan/mistakes.ts';
import { planOf } from './plan/plan.ts';
import { tryRelease } from './release.ts';

/** What `check` says of a folder; starts nothing. */
export async function check(folder: string): Promise<{ problems: (Problem & { text: string })[]; warnings: string[] }> {
  const { problems, release } = await tryRelease(folder);
  const told = (list: readonly Problem[]) => list.map((p) => ({ ...p, text: problemText(p) }));
  if (release === undefined) return { problems: told(problems), warnings: [] };
  try {
    const planned = planOf({ releases: [release], settings: PREVIEW });
    return { problems: [], warnings: planned.notes.map((note) => `note: ${note}`) };
  } catch (thrown) {
    if (!(thrown instanceof ManifestError)) throw thrown;
    return { problems: told(thrown.problems), warnings: [] };
  }
}

/** Settings of a plan that is looked at and never run. */
export const PREVIEW = {
  id: 's-plan',
  owner: 'lab-plan',
  ttl: 3600,
  grade: 'strict',
  profile: 'aalter',
  municipalities: [],
  seed: '309',
  base: 'vlavirgem.test',
  serviceBase: 'dienst.test',
  overlay: {},
} as const;
