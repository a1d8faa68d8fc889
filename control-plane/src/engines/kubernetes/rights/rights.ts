import * as z from 'zod';
import type { Api } from '../api.ts';
import { LAB_RULES, type Rule, SANDBOX_RULES } from './roles.ts';

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) });
const selfSchema = z.object({ status: z.object({ userInfo: z.object({ username: z.string() }) }) });

interface Asked {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly name?: string;
}

/** May the lab do this everywhere on the cluster? (SelfSubjectAccessReview, which everybody may ask.) */
async function may(api: Api, { resource, ...asked }: Asked, signal?: AbortSignal): Promise<boolean> {
  const [kind, subresource] = resource.split('/');
  const resourceAttributes = { ...asked, resource: kind, ...(subresource === undefined ? {} : { subresource }) };
  const answer = await api.json('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    method: 'POST',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes },
    },
    signal,
  });
  return reviewSchema.parse(answer).status.allowed;
}

const askedBy = (rules: readonly Rule[]): Asked[] =>
  rules.flatMap(({ apiGroups, resources, verbs, resourceNames = [undefined] }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.flatMap((verb) =>
          resourceNames.map((name) => ({ group, resource, verb, ...(name === undefined ? {} : { name }) })),
        ),
      ),
    ),
  );

/** What the lab may do on a cluster, asked once. */
export class Rights {
  readonly #api: Api;
  #user: Promise<string | undefined> | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Whom a sandbox's own rights are to be given to; undefined for who has them everywhere. */
  grantee(): Promise<string | undefined> {
    this.#user ??= this.#ask().catch((error: unknown) => {
      this.#user = undefined;
      throw error;
    });
    return this.#user;
  }

  async #ask(): Promise<string | undefined> {
    if (await may(this.#api, { group: '', resource: 'pods', verb: 'create' })) return undefined;
    const answer = await this.#api.json('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      method: 'POST',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    });
    return selfSchema.parse(answer).status.userInfo.username;
  }

  /** The rights that are missing, as `kubectl auth can-i` takes them. */
  async missing(signal?: AbortSignal): Promise<string[]> {
    const rules = (await this.grantee()) === undefined ? [...LAB_RULES.slice(0, 1), ...SANDBOX_RULES] : LAB_RULES;
    const asked = askedBy(rules);
    const answers = await Promise.all(asked.map((one) => may(this.#api, one, signal)));
    return asked
      .filter((_, n) => !answers[n])
      .map(({ group, resource, verb, name }) => {
        const full = group === '' ? resource : `${resource}.${group}`;
        return `${verb} ${full}${name === undefined ? '' : `/${name}`}`;
      });
  }
}
