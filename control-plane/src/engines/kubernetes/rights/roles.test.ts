import { expect, test } from 'vitest';
import { LAB_RULES, rightsFor, SANDBOX_RULES } from './roles.ts';

test('no right is a wildcard, and none but of a sandbox is over what a sandbox holds', () => {
  for (const { apiGroups, resources, verbs } of [...LAB_RULES, ...SANDBOX_RULES])
    expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
  expect(LAB_RULES.flatMap(({ resources }) => resources)).toEqual(['namespaces', 'rolebindings', 'clusterroles']);
});

test('a service account is made with its namespace, a user is not', () => {
  const kinds = (objects: ReturnType<typeof rightsFor>) => objects.map(({ kind }) => kind);
  const common = [
    ...['ClusterRole', 'ClusterRole', 'ClusterRoleBinding'],
    ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
  ];
  expect(kinds(rightsFor({ kind: 'User', name: 'lab' }))).toEqual(common);
  const account = rightsFor({ kind: 'ServiceAccount', namespace: 'proeftuin', name: 'lab' });
  expect(kinds(account)).toEqual(['Namespace', 'ServiceAccount', ...common]);
  expect(JSON.stringify(account)).toContain("request.userInfo.username == 'system:serviceaccount:proeftuin:lab'");
});

test('whoever a user is called, the policy is about them alone', () => {
  const [policy] = rightsFor({ kind: 'User', name: "o'x\\' || true || '" }).filter(
    ({ kind }) => kind === 'ValidatingAdmissionPolicy',
  );
  expect(policy?.spec).toMatchObject({
    matchConditions: [{ expression: "request.userInfo.username == 'o\\'x\\\\\\' || true || \\''" }],
  });
});
