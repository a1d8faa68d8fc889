import { LabError } from '@proeftuin/contract/errors';
import * as z from 'zod';
import type { Engine } from '../engine.ts';
import type { Registry } from '../sites.ts';
import { accessTo } from './access.ts';
import { Api } from './api.ts';
import { builderAt } from './builder.ts';
import { engineError } from './errors.ts';
import { Guard } from './guard.ts';
import { ImageStore } from './image-store.ts';
import { KubernetesEngine } from './kubernetes-engine.ts';
import { PodsSeen } from './pods-seen.ts';
import { pullCredentials } from './registry.ts';
import { Rights } from './rights/rights.ts';

export interface KubernetesOptions {
  /** The lab's state folder. */
  readonly home: string;
  /** Instead of KUBECONFIG and kubectl's other places. */
  readonly kubeconfig?: string;
  /** Instead of its current one. */
  readonly context?: string;
  /** The command that loads image archives onto the nodes; else PROEFTUIN_IMAGE_LOADER, split at spaces. */
  readonly loader?: readonly [string, ...string[]];
  /** Instead of a loader. */
  readonly registry?: Registry;
  /** Of the pods of services; else the nodes' own runtime. */
  readonly runtimeClass?: string;
  readonly progress?: (line: string) => void;
}

const uidSchema = z.object({ metadata: z.object({ uid: z.string() }) });

/** Opens a cluster as a place for sandboxes. Throws engine.none, engine.unreachable, engine.refused. */
export async function openKubernetesEngine(options: KubernetesOptions): Promise<Engine> {
  const api = new Api(await accessTo(options.kubeconfig, options.context));
  const rights = new Rights(api);
  try {
    // A cluster that was made anew has another.
    const { metadata } = uidSchema.parse(await api.json('/api/v1/namespaces/kube-system'));
    const { registry, runtimeClass } = options;
    const images = new ImageStore(options.home, [metadata.uid, ...(registry ? [registry.at] : [])].join('-'));
    const credentials = registry && pullCredentials(registry);
    const builder = builderAt(options.home, options.progress ?? (() => undefined));
    const loader = options.loader ?? loaderFrom(process.env);
    return new KubernetesEngine(
      { api, images, rights, guard: new Guard(), pods: new PodsSeen(), made: new Map(), credentials, runtimeClass },
      { builder, loader, registry },
    );
  } catch (cause) {
    const error = engineError('opening the cluster', cause);
    const missing = error.code === 'engine.refused' ? await rights.missing().catch(() => []) : [];
    api.close();
    if (missing.length === 0) throw error;
    throw new LabError('engine.refused', `the lab may not: ${missing.join(', ')}`, {
      next: 'Have an administrator apply what `proeftuin sites rbac` prints.',
      cause,
    });
  }
}

function loaderFrom(env: NodeJS.ProcessEnv): readonly [string, ...string[]] | undefined {
  const [program, ...args] = (env.PROEFTUIN_IMAGE_LOADER ?? '').split(/\s+/).filter(Boolean);
  return program === undefined ? undefined : [program, ...args];
}
