import type { Api } from './api.ts';
import type { Guard } from './guard.ts';
import type { ImageStore } from './image-store.ts';
import type { Rights } from './rights/rights.ts';

/** What the parts of this engine work with. */
export interface Tools {
  readonly api: Api;
  readonly images: ImageStore;
  readonly rights: Rights;
  readonly guard: Guard;
  /** What nodes pull images with, as a kubelet reads it. */
  readonly credentials?: string | undefined;
}
