import type { EvidenceMaker } from './evidence.ts';
import type { Example } from './examples.ts';
import { experience } from './experience.ts';
import { integration } from './integration.ts';
import { security } from './security.ts';
import { value } from './value.ts';

const ALL: readonly Example[] = [...integration, ...security, ...value, ...experience];

/** A whole trial: the good example of each audit, or the bad one where `broken` names it. */
export function wholeTrial(make: EvidenceMaker, broken: readonly string[] = []): EvidenceMaker {
  for (const { audit, good, bad } of ALL) {
    if (broken.includes(audit)) bad(make);
    else good(make);
  }
  return make;
}
