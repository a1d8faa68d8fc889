import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { accessTo } from '../access.ts';
import { Api, type Sent } from '../api.ts';
import { rightsFor } from '../rights/roles.ts';

const NAME = 'proeftuin-test';
/** Seconds. */
const LIFE = 4 * 3600;
const tokenSchema = z.object({ status: z.object({ token: z.string() }) });

interface Restricted {
  /** Of a service account with the rights that `proeftuin sites rbac` prints, and no other. */
  readonly kubeconfig: string;
  /** Takes back what was not there before. */
  undo(): Promise<void>;
}

/** Gives the lab under test its least rights on a cluster, by an administrator's kubeconfig. */
export async function restrict(admin: string): Promise<Restricted> {
  const api = new Api(await accessTo(admin));
  const made: string[] = [];
  const undo = async () => {
    for (const path of made.reverse()) await api.json(path, { method: 'DELETE' }).catch(() => undefined);
    api.close();
  };
  try {
    for (const object of rightsFor({ kind: 'ServiceAccount', namespace: NAME, name: 'lab' }, NAME)) {
      const path = pathTo(object);
      const there = (await api.get(path)) !== undefined;
      // One that is there may be of older code, and stays when these tests have ended.
      await api.apply(path, object);
      if (!there) made.push(path);
    }
    const folder = mkdtempSync(join(tmpdir(), 'proeftuin-kubeconfig-'));
    const kubeconfig = join(folder, 'lab');
    writeFileSync(kubeconfig, await kubeconfigFor(admin, await tokenOf(api, 'lab')), { mode: 0o600 });
    return {
      kubeconfig,
      async undo() {
        rmSync(folder, { recursive: true, force: true });
        await undo();
      },
    };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Of a service account of the tests, made here when it is not there. */
export async function tokenOf(api: Api, account: string): Promise<string> {
  const metadata = { name: account, namespace: NAME };
  const sent = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
  await api.apply(pathTo(sent), sent);
  const answer = await api.json(`${pathTo(sent)}/token`, {
    method: 'POST',
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: LIFE } },
  });
  return tokenSchema.parse(answer).status.token;
}

/** The same cluster, for who has a token. */
export async function kubeconfigFor(admin: string, token: string): Promise<string> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(admin);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw new Error(`${admin} names no cluster`);
  const own = new KubeConfig();
  own.loadFromClusterAndUser(cluster, { name: 'lab', token });
  return own.exportConfig();
}

const PLURALS: Readonly<Record<string, string>> = { ValidatingAdmissionPolicy: 'validatingadmissionpolicies' };

function pathTo({ apiVersion, kind, metadata: { name, namespace } }: Sent): string {
  const group = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `${group}${within}/${PLURALS[kind] ?? `${kind.toLowerCase()}s`}/${name}`;
}
