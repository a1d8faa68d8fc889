import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clusterFolder } from './folder.ts';
import { restrict } from './restricted.ts';
import { borrowCluster } from './shared.ts';

/** A cluster, and the ways onto it. */
interface Cluster {
  /** Of the lab, with the rights that `proeftuin sites rbac` prints. */
  readonly kubeconfig: string;
  readonly admin: string;
  /** The command that loads image archives onto its node. */
  readonly loader: readonly [string, ...string[]];
  /** Where its `up` and `down` are, when it is one that they start. */
  readonly folder?: string;
}

/** The cluster that a run of the suites uses. */
export interface TestCluster extends Cluster {
  /** The engine's, for all suites of the run: it knows what is on the nodes, so that images are brought once. */
  readonly home: string;
}

interface AtHand {
  readonly cluster: Cluster;
  giveBack(): Promise<void>;
}

/** What a person has to give, in one line. */
function lacking(what: string): Error {
  const error = new Error(what);
  error.stack = what;
  return error;
}

/** KUBECONFIG's cluster (its administrator's), else one that is started here and stopped when it is given back. Throws where there is neither. */
export async function clusterAtHand(): Promise<AtHand> {
  const { KUBECONFIG, PROEFTUIN_IMAGE_LOADER = '' } = process.env;
  const folder = clusterFolder(process.env);
  const [program, ...args] = PROEFTUIN_IMAGE_LOADER.split(/\s+/).filter(Boolean);
  const loader = [program ?? join(folder ?? '', 'load-image'), ...args] as const;
  if (KUBECONFIG === undefined) {
    if (folder === undefined)
      throw lacking('no cluster: set KUBECONFIG, or PROEFTUIN_CLUSTER to a folder with `up` and `down`');
    const { kubeconfig: admin, giveBack } = await borrowCluster(folder);
    try {
      const { kubeconfig } = await restrict(admin);
      return { cluster: { kubeconfig, admin, loader: [...loader], folder }, giveBack };
    } catch (error) {
      await giveBack();
      throw error;
    }
  }
  if (program === undefined && folder === undefined)
    throw lacking('no way onto the cluster for images: set PROEFTUIN_IMAGE_LOADER to a command that loads an archive');
  const own = folder !== undefined && existsSync(join(KUBECONFIG, '../../pids/kube-apiserver'));
  const { kubeconfig, undo } = await restrict(KUBECONFIG);
  const cluster: Cluster = { kubeconfig, admin: KUBECONFIG, loader: [...loader], ...(own ? { folder } : {}) };
  return { cluster, giveBack: undo };
}
