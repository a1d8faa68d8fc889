/** The one field manager of server-side apply. */
export const MANAGER = 'proeftuin';

/** A sandbox's namespace: a prefix that an admission policy can hold the lab to. */
export const namespaceOf = (sandbox: string): string => `lab-${sandbox}`;

const PREFIX = 'proeftuin.test';
/** Labels, on everything that is made. */
export const LABEL = {
  owner: `${PREFIX}/owner`,
  sandbox: `${PREFIX}/sandbox`,
  workload: `${PREFIX}/workload`,
} as const;

/** Annotations of a pod (and of the namespace: ttl). */
export const NOTE = {
  ttl: `${PREFIX}/ttl`,
  /** Hash of what it was made from: a plan that changed is seen by it. */
  spec: `${PREFIX}/spec`,
  /** `always` or `once`. */
  run: `${PREFIX}/run`,
  /** JSON of Restarted: the last stop and start in place, which the cluster does not see. */
  restarted: `${PREFIX}/restarted`,
  paused: `${PREFIX}/paused`,
} as const;

/** Holds a pod that runs once until it is asked to. */
export const GATE = `${PREFIX}/run`;
