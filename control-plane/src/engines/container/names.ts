/** Names of everything that a sandbox is made of on a container engine. They all start with its id: a sweep finds them. */
export const nameOf = {
  sluis: (sandbox: string, workload: string) => `${sandbox}.${workload}.sluis`,
  container: (sandbox: string, workload: string, container: string) => `${sandbox}.${workload}.${container}`,
  doors: (sandbox: string, workload: string) => `${sandbox}.doors.${workload}`,
  volume: (sandbox: string, workload: string, volume: string) => `${sandbox}.volume.${workload}.${volume}`,
  writable: (sandbox: string, workload: string, container: string, n: number) =>
    `${sandbox}.writable.${workload}.${container}.${n}`,
} as const;

/** What a container's name is made of; no part has a dot. */
export function partsOf(name: string): { sandbox: string; workload: string; container: string } {
  const [sandbox = '', workload = '', container = ''] = name.split('.');
  return { sandbox, workload, container };
}

const PREFIX = 'test.proeftuin';
/** Labels on everything that is created. */
export const LABEL = {
  owner: `${PREFIX}.owner`,
  sandbox: `${PREFIX}.sandbox`,
  workload: `${PREFIX}.workload`,
  container: `${PREFIX}.container`,
  /** `always` or `once`. */
  run: `${PREFIX}.run`,
  created: `${PREFIX}.created`,
  ttl: `${PREFIX}.ttl`,
  /** Hash of what it was created from: a plan that changed is seen by it. */
  spec: `${PREFIX}.spec`,
} as const;
