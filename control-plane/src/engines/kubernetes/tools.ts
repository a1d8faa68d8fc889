import type { Api } from './api.ts';
import type { Made } from './bounds.ts';
import type { Guard } from './guard.ts';
import type { ImageStore } from './image-store.ts';
import type { PodsSeen } from './pods-seen.ts';
import type { Rights } from './rights/rights.ts';

/** What the parts of this engine work with. */
export interface Tools {
  readonly api: Api;
  readonly images: ImageStore;
  readonly rights: Rights;
  readonly guard: Guard;
  readonly pods: PodsSeen;
  /** What was made of sandboxes here, by their ids. */
  readonly made: Map<string, Made>;
  /** What nodes pull images with, as a kubelet reads it. */
  readonly credentials?: string | undefined;
  /** RuntimeClass of the pods of services. */
  readonly runtimeClass?: string | undefined;
}
