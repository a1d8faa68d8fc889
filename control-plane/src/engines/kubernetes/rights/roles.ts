import type { Sent } from '../api.ts';
import { LABEL } from '../names.ts';

/** Of the lab itself, all over the cluster; and of the lab in the namespaces that it makes. */
const LAB_ROLE = 'proeftuin';
export const SANDBOX_ROLE = 'proeftuin-sandbox';

/** A rule of a ClusterRole. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const RBAC = 'rbac.authorization.k8s.io';
const core = (resources: string[], verbs: string[]): Rule => ({ apiGroups: [''], resources, verbs });

export const LAB_RULES: readonly Rule[] = [
  core(['namespaces'], ['get', 'list', 'watch', 'create', 'patch', 'delete']),
  { apiGroups: [RBAC], resources: ['rolebindings'], verbs: ['create', 'patch'] },
  { apiGroups: [RBAC], resources: ['clusterroles'], verbs: ['bind'], resourceNames: [SANDBOX_ROLE] },
];

export const SANDBOX_RULES: readonly Rule[] = [
  core(['pods'], ['get', 'list', 'watch', 'create', 'patch', 'delete', 'deletecollection']),
  core(['pods/log'], ['get']),
  // By WebSocket: `get` up to Kubernetes 1.34, `create` after it.
  core(['pods/exec', 'pods/portforward'], ['get', 'create']),
  core(['services', 'serviceaccounts', 'secrets', 'limitranges'], ['create', 'patch']),
  core(['resourcequotas'], ['get', 'create', 'patch']),
  { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list', 'watch', 'create', 'patch'] },
];

/** Who is given the rights. */
export type Subject =
  | { readonly kind: 'User'; readonly name: string }
  | { readonly kind: 'ServiceAccount'; readonly namespace: string; readonly name: string };

/** As the API server calls it. */
const userOf = (subject: Subject): string =>
  subject.kind === 'User' ? subject.name : `system:serviceaccount:${subject.namespace}:${subject.name}`;

const text = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;

/**
 * All that an administrator applies once, so that the lab may make, use and remove sandboxes and nothing else. RBAC knows
 * no prefixes of names; the admission policy (Kubernetes 1.30) holds the lab to namespaces `lab-*` that enforce Pod
 * Security, without which it could bind itself anywhere.
 */
export function rightsFor(subject: Subject, name = LAB_ROLE): Sent[] {
  const role = (called: string, rules: readonly Rule[]): Sent => ({
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: called },
    rules,
  });
  const one = subject.kind === 'User' ? { apiGroup: RBAC, ...subject } : subject;
  const own =
    subject.kind === 'User'
      ? []
      : [
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: subject.namespace } },
          { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: subject.name, namespace: subject.namespace } },
        ];
  return [
    ...own,
    role(name, LAB_RULES),
    role(SANDBOX_ROLE, SANDBOX_RULES),
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
      subjects: [one],
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            rule('', ['namespaces'], ['CREATE', 'UPDATE', 'DELETE']),
            rule(RBAC, ['rolebindings'], ['CREATE', 'UPDATE']),
          ],
        },
        matchConditions: [{ name: 'the-lab', expression: `request.userInfo.username == ${text(userOf(subject))}` }],
        validations: [
          {
            expression:
              "(request.resource.resource == 'namespaces' ? request.name : request.namespace).startsWith('lab-')",
            message: 'the lab keeps to namespaces lab-*',
          },
          {
            expression: `request.resource.resource != 'namespaces' || request.operation == 'CREATE' || (has(oldObject.metadata.labels) && ${text(LABEL.sandbox)} in oldObject.metadata.labels)`,
            message: 'this namespace is not one of the lab',
          },
          {
            expression: `request.resource.resource != 'namespaces' || request.operation == 'DELETE' || (has(object.metadata.labels) && ${text(LABEL.sandbox)} in object.metadata.labels && 'pod-security.kubernetes.io/enforce' in object.metadata.labels && object.metadata.labels['pod-security.kubernetes.io/enforce'] in ['restricted', 'baseline'])`,
            message: 'a namespace of the lab enforces Pod Security restricted or baseline',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

const rule = (group: string, resources: string[], operations: string[]) => ({
  apiGroups: [group],
  apiVersions: ['v1'],
  operations,
  resources,
});
