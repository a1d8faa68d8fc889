import type { SandboxPlan, Supplies } from '@proeftuin/contract/plan';
import type { Engine, ImageSource } from '../engine.ts';
import { selfSigned } from './certificate.ts';

/** An engine under test, with what a contract suite needs beside it. */
export interface Bench {
  readonly engine: Engine;
  /** The lab's own images that the suites use. */
  readonly images: Supplies['images'];
  /** Another engine object on the same place and home, as a second process would have it. */
  again(): Promise<Engine>;
  /** An image for a machine that this is not. */
  foreign(): Promise<ImageSource>;
  /** All that the engine and this host still have of a sandbox, looked for by name and by label. */
  remains(id: string): Promise<string[]>;
  /** Kills the engine's own service, without a warning, and has it back. Undefined where the engine has none. */
  readonly kill?: () => Promise<void>;
  /**
   * Docker Engine 20.10 counts the mounts of containers that lived through its restart twice, and will not remove their
   * volumes ("volume has active mounts") before it was started once more. They are told as left until then.
   */
  readonly volumesHeldAfterKill?: true;
  close(): Promise<void>;
}

let secrets: Promise<Record<string, string>> | undefined;

/** What the plans of the suites refer to; the certificate is made once. */
export async function suppliesOf(bench: Pick<Bench, 'images'>): Promise<Supplies> {
  secrets ??= selfSigned('shop.test').then(({ cert, key }) => ({
    'leaf-cert': cert,
    'leaf-key': key,
    'mask-key': '5a'.repeat(32),
  }));
  return { images: bench.images, secrets: await secrets };
}

/** Brings a sandbox up, does the work, removes it, and throws unless nothing at all is left. */
export async function within<T>(bench: Bench, plan: SandboxPlan, work: () => Promise<T>): Promise<T> {
  const cleared = async () => {
    const left = [...(await bench.engine.remove(plan.id)), ...(await bench.remains(plan.id))];
    if (left.length > 0) throw new Error(`left after its removal: ${left.join(', ')}`);
  };
  try {
    const result = await work();
    await cleared();
    return result;
  } catch (error) {
    // The first error is the one that tells.
    await cleared().catch(() => undefined);
    throw error;
  }
}

/** Looks again until something is so; what it last saw is in the error. */
export async function until<T>(look: () => Promise<T>, so: (seen: T) => boolean, within = 60_000): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (so(seen)) return seen;
    if (Date.now() > end) throw new Error(`not so within ${within} ms: ${JSON.stringify(seen)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
