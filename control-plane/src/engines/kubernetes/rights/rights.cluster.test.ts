import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { accessTo } from '../access.ts';
import { Api } from '../api.ts';
import { LABEL } from '../names.ts';
import { kubeconfigFor, tokenOf } from '../testing/restricted.ts';
import { Rights } from './rights.ts';
import { SANDBOX_ROLE } from './roles.ts';

let lab: Api;
let admin: Api;
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-rights-'));
beforeAll(async () => {
  lab = new Api(await accessTo(inject('cluster').kubeconfig));
  admin = new Api(await accessTo(inject('cluster').admin));
});
afterAll(() => {
  for (const api of [lab, admin]) api?.close();
  rmSync(folder, { recursive: true, force: true });
});

const namespace = (name: string, labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
/** What the cluster answers to the lab: a policy that is new takes a moment to be known. */
const told = (call: () => Promise<unknown>) =>
  expect.poll(
    () =>
      call().then(
        () => 'done',
        (error: Error) => error.message,
      ),
    { timeout: 30_000, interval: 500 },
  );
const put = (name: string, labels: Record<string, string>) => () =>
  lab.json(`/api/v1/namespaces/${name}`, {
    method: 'PATCH',
    query: { fieldManager: 'test', dryRun: 'All' },
    body: namespace(name, labels),
    type: 'application/apply-patch+yaml',
  });

const OURS = { [LABEL.sandbox]: 't', 'pod-security.kubernetes.io/enforce': 'restricted' };

test('with the rights that `sites rbac` prints nothing is missing; who has none is told each', async () => {
  expect(await new Rights(lab).missing()).toEqual([]);
  const file = join(folder, 'nobody');
  writeFileSync(file, await kubeconfigFor(inject('cluster').admin, await tokenOf(admin, 'nobody')));
  const nobody = new Api(await accessTo(file));
  expect(await new Rights(nobody).missing()).toEqual([
    ...['get', 'list', 'watch', 'create', 'patch', 'delete'].map((verb) => `${verb} namespaces`),
    'create rolebindings.rbac.authorization.k8s.io',
    'patch rolebindings.rbac.authorization.k8s.io',
    `bind clusterroles.rbac.authorization.k8s.io/${SANDBOX_ROLE}`,
  ]);
  nobody.close();
  expect(await new Rights(admin).missing()).toEqual([]);
});

test('the lab sees nothing of what others run', async () => {
  for (const path of ['/api/v1/pods', '/api/v1/namespaces/kube-system/secrets', '/api/v1/nodes'])
    await expect(lab.json(path)).rejects.toMatchObject({ status: 403 });
});

test('the lab is held to namespaces of its own that enforce Pod Security', async () => {
  await told(put('kube-system', OURS)).toContain('the lab keeps to namespaces lab-*');
  await told(put('other', OURS)).toContain('the lab keeps to namespaces lab-*');
  await told(put('lab-t', { [LABEL.sandbox]: 't' })).toContain('enforces Pod Security');
  await told(put('lab-t', { ...OURS, 'pod-security.kubernetes.io/enforce': 'privileged' })).toContain('Pod Security');
  await told(put('lab-t', OURS)).toBe('done');
});

test('the lab takes no namespace of others that is named like its own', async () => {
  const path = '/api/v1/namespaces/lab-of-others';
  await admin.apply(path, namespace('lab-of-others', {}));
  try {
    await told(put('lab-of-others', OURS)).toContain('not one of the lab');
    await told(() => lab.json(path, { method: 'DELETE', query: { dryRun: 'All' } })).toContain('not one of the lab');
  } finally {
    await admin.json(path, { method: 'DELETE' });
  }
});

test('the lab gives itself nothing outside its namespaces', async () => {
  const group = 'rbac.authorization.k8s.io';
  const bind = (space: string, role: string) => () =>
    lab.apply(`/apis/${group}/v1/namespaces/${space}/rolebindings/t`, {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 't', namespace: space },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: group, kind: 'User', name: 'anybody' }],
    });
  await told(bind('kube-system', SANDBOX_ROLE)).toContain('the lab keeps to namespaces lab-*');
  await told(bind('kube-system', 'cluster-admin')).toMatch(/keeps to namespaces|attempting to grant/);
});
