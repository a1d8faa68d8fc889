import { MUNICIPALITY_ENV, type MunicipalityConfig } from '@proeftuin/contract/municipality';
import { type Container, type Door, LAB, type Workload } from '@proeftuin/contract/plan';
import { MIB } from './limits.ts';
import { CA_FILE, trustFiles } from './trust.ts';

const part = (id: string, image: string, memory: number, change: Partial<Container> = {}): Container => ({
  id,
  image,
  env: {},
  mounts: [],
  files: [],
  limits: { cpu: 1000, memory: memory * MIB, pids: 128, scratch: 32 * MIB },
  user: 'lab',
  writable: [],
  writableRoot: false,
  run: 'always',
  ...change,
});

/** Key of the municipality's levers, which only the runner gets. */
export const LEVERS_KEY = '${secret:levers}';

/** Gateway and municipality. */
export const labSide = (municipality: MunicipalityConfig): Workload[] => [
  {
    id: LAB.gateway,
    trust: 'lab',
    stage: 'lab',
    containers: [part('gateway', 'gateway', 320)],
    volumes: [],
    ports: [],
  },
  {
    id: LAB.municipality,
    trust: 'lab',
    stage: 'lab',
    containers: [
      part('municipality', 'municipality', 640, {
        env: { [MUNICIPALITY_ENV]: JSON.stringify(municipality), NODE_EXTRA_CA_CERTS: CA_FILE },
        files: trustFiles(),
      }),
    ],
    volumes: [],
    ports: [LAB.municipalityPort, LAB.municipalityControl],
  },
];

/** Browser and runner: one pod, two containers, a volume with the pipes between them. */
export const playSide = (): Workload => ({
  id: LAB.play,
  trust: 'lab',
  stage: 'play',
  containers: [
    part('runner', 'runner', 640, {
      env: { NODE_EXTRA_CA_CERTS: CA_FILE, LEVERS_KEY },
      files: trustFiles(),
      mounts: [{ volume: 'cdp', path: '/cdp', readOnly: false }],
      limits: { cpu: 1500, memory: 640 * MIB, pids: 128, scratch: 64 * MIB },
    }),
    part('browser', 'browser', 1024, {
      env: { SPKI: '${secret:leaf-spki}' },
      mounts: [{ volume: 'cdp', path: '/cdp', readOnly: false }],
      limits: { cpu: 1500, memory: 1024 * MIB, pids: 512, scratch: 256 * MIB },
    }),
  ],
  volumes: [{ id: 'cdp', size: 4 * MIB }],
  ports: [LAB.runnerControl],
});

/** The container that tries the guarantees, with the settings of the provider's own. */
export function probeSide(like: Workload, doors: readonly Door[], grade: 'strict' | 'compat'): Workload {
  const [first] = like.containers;
  const limits = first?.limits ?? part('', '', 64).limits;
  const own = doors.filter((door) => door.from === LAB.probe);
  const args = [
    'structural',
    ...(grade === 'compat' && first?.user === 'root' ? ['--compat'] : []),
    ...(first?.writableRoot === true ? ['--writable-root'] : []),
    ...own.flatMap((door) => ['--own', door.name]),
    ...own
      .filter((door) => door.to.workload === LAB.municipality)
      .flatMap((door) => ['--door', `${door.name}:${door.port}`]),
    '--shut',
    `127.0.0.1:${LAB.runnerControl}`,
    '--shut',
    `127.0.0.1:${LAB.municipalityControl}`,
    '--memory',
    String(limits.memory),
    '--cpu',
    String(limits.cpu),
    '--pids',
    String(limits.pids),
    '--scratch',
    `/tmp=${limits.scratch}`,
  ];
  const container = part(LAB.probe, 'probe', 64, {
    args,
    limits,
    user: first?.user === 'root' ? 'root' : 'lab',
    writableRoot: first?.writableRoot ?? false,
    run: 'once',
  });
  return { id: LAB.probe, trust: 'provider', stage: 'probe', containers: [container], volumes: [], ports: [] };
}
