import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Supplies } from '@proeftuin/contract/plan';
import type { Held, ImageFacts } from '../engine.ts';
import type { Process, Program } from './process.ts';

/** An image of the memory engine: its facts, and its programs by path; '' is what runs without a command. */
export interface MemoryImage {
  readonly facts: ImageFacts;
  readonly programs: Readonly<Record<string, Program>>;
}

export interface MemorySandbox extends Held {
  readonly owner: string;
  /** By workload, then container. */
  readonly workloads: Map<string, Map<string, Process>>;
  /** Ends what is being applied. */
  readonly gone: AbortController;
}

/** Where the sandboxes of memory engines are; several engines on one place see the same. */
export class MemoryPlace {
  readonly sandboxes = new Map<string, MemorySandbox>();
  readonly events = new EventEmitter().setMaxListeners(0);
  /** By the reference, file or folder that a source names. */
  readonly images: Readonly<Record<string, MemoryImage>>;
  /** Answers at the other end of a control channel. */
  readonly hub: (stream: Duplex) => void;

  constructor(images: MemoryPlace['images'], hub: MemoryPlace['hub']) {
    this.images = images;
    this.hub = hub;
  }

  /** The program that a container would run, or why it cannot. */
  program(image: string, path: string, supplies: Supplies): Program | { failed: string } {
    const digest = supplies.images[image];
    const found = Object.values(this.images).find(({ facts }) => facts.digest === digest);
    if (found === undefined) return { failed: `image-missing: ${image}` };
    return found.programs[path] ?? { failed: `cannot-start: no program ${path}` };
  }
}
