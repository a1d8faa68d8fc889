import type Docker from 'dockerode';
import type { SandboxFiles } from './files.ts';

/** How this engine wants things said that Docker and Podman differ in. */
export interface Dialect {
  readonly kind: 'podman' | 'docker';
}

/** What the parts of this engine work with. */
export interface Tools extends Dialect {
  readonly docker: Docker;
  readonly files: SandboxFiles;
  /** Containers that would not be made or start, or that were stopped, and why: by name. */
  readonly troubles: Map<string, string>;
  /** Of ends that were looked into, by name and time of start: why the program never began, or ''. */
  readonly ends: Map<string, string>;
}
