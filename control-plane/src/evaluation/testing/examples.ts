import type { TrialContext } from '../context.ts';
import type { EvidenceMaker } from './evidence.ts';

/** Evidence that shows an audit holding, and evidence that shows it broken. */
export interface Example {
  readonly audit: string;
  readonly good: (make: EvidenceMaker) => unknown;
  readonly bad: (make: EvidenceMaker) => unknown;
  /** What the bad one comes to, when it is not `fail`. */
  readonly comesTo?: 'needs-review';
  readonly badContext?: Partial<TrialContext>;
}
