import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Data, Kind } from '@proeftuin/contract/evidence';
import type { GatewayConfig } from '@proeftuin/contract/gateway';
import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import { LAB } from '@proeftuin/contract/plan';
import { Spool } from '@proeftuin/contract/spool';
import { masksOf } from '@proeftuin/gateway/mask';
import { Recorder } from '@proeftuin/gateway/record';
import { webDoors } from '@proeftuin/gateway/web';
import { listen } from '@proeftuin/municipality/listen';
import { openMunicipality } from '@proeftuin/municipality/open';
import { residentPages } from '@proeftuin/municipality/residents/residents';
import type { Town } from '@proeftuin/municipality/town/types';
import { bind } from './bind.ts';
import { type Call, callOf, type Handed, keyOf } from './call.ts';

/** Who calls: the service and its developer's browser alike. */
const CALLER = 'app';
const PATIENCE = 60_000;
const MIB = 1024 * 1024;
const SPOOL = 64 * MIB;
const MOST = 1000;

export interface Dev {
  readonly port: number;
  readonly town: Town;
  /** First labels of all its hosts. */
  readonly hosts: readonly string[];
  close(): Promise<void>;
}

interface Options {
  /** 0: any that is free. */
  readonly port: number;
  readonly configOf: (port: number) => MunicipalityConfig;
  /** Makes a certificate for these names; undefined: plain http alone. */
  readonly certified: ((names: readonly string[]) => Promise<GatewayConfig['tls']>) | undefined;
  readonly saw: (call: Call) => void;
}

/** A spool that hands each record on at once and keeps none. */
class Live extends Spool {
  readonly #saw: (spool: Spool, seq: number) => void;
  constructor(cap: number, saw: (spool: Spool, seq: number) => void) {
    const now = () => {
      const wall = new Date().toISOString();
      return { wall, lab: wall };
    };
    super({ source: 'gateway', cap, now });
    this.#saw = saw;
  }
  override add<K extends Kind>(kind: K, data: Data<K>, step?: string): string {
    const id = super.add(kind, data, step);
    this.#saw(this, this.head.seq);
    this.ack(this.head.seq);
    return id;
  }
}

/**
 * Municipality and gateway in this process, on loopback alone: the gateway's doors, limits and recorder in front, as in a
 * sandbox, and behind them the systems. Throws usage.invalid when the port is taken, and what `configOf` and the town throw.
 */
export async function openDev({ port: wanted, configOf, certified, saw }: Options): Promise<Dev> {
  let accept: ((socket: Socket) => void) | undefined;
  const early: Socket[] = [];
  const front = await bind(wanted, (socket) => {
    if (accept === undefined) early.push(socket);
    else accept(socket);
  });
  const { port } = front;
  const maskKey = randomBytes(32).toString('hex');
  const scheme = certified === undefined ? 'http' : 'https';
  const town = await townBehind(configOf, scheme, port, maskKey).catch(async (thrown: unknown) => {
    await front.close();
    throw thrown;
  });
  const tls = (await certified?.(town.hosts.map(nameOf))) ?? { cert: '', key: '' };
  const spool = new Live(SPOOL, (from, seq) => {
    for (const record of from.pull(seq - 1, 1).records) {
      const call = callOf(record, from, town.handedTo);
      if (call !== undefined) saw(call);
    }
  });
  const config = gatewayAt(port, town, tls, maskKey);
  const web = webDoors(config, new Recorder(config, spool), PATIENCE);
  accept = web.accept(CALLER, port);
  for (const socket of early) accept(socket);
  return {
    port,
    town: town.town,
    hosts: town.hosts,
    async close() {
      await front.close();
      web.close();
      town.close();
    },
  };
}

interface Behind {
  readonly town: Town;
  readonly hosts: readonly string[];
  /** Where it listens. */
  readonly port: number;
  /** What the next call of this key was handed. */
  handedTo(key: string): readonly Handed[];
  close(): void;
}

/** The systems and the pages of residents at a port of their own, which tell what each call was handed. */
async function townBehind(
  configOf: Options['configOf'],
  scheme: 'http' | 'https',
  port: number,
  maskKey: string,
): Promise<Behind> {
  const masks = masksOf(maskKey);
  const accesses = new Map<string, Handed[][]>();
  const here = new AsyncLocalStorage<Handed[]>();
  const { shared, hosts, fetch, close } = await openMunicipality(configOf(port), {
    scheme,
    told: ({ system, fields }) => here.getStore()?.push({ system, fields }),
  });
  const residents = residentPages(shared.town);
  const server = await listen('tcp:127.0.0.1:0', async (request, env) => {
    const url = new URL(request.url);
    if (url.hostname === 'www.localhost' && /^\/inwoners(?=\/|$)/.test(url.pathname)) return residents(request);
    const handed: Handed[] = [];
    const answer = await here.run(handed, () => fetch(request, env));
    // What a caller that went away was handed is never asked for: such entries are few, and bounded.
    if (handed.length > 0 && accesses.size < MOST) {
      const key = keyOf(request.method, new URL(masks.url(request.url)));
      accesses.set(key, [...(accesses.get(key) ?? []), handed]);
    }
    return answer;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listener without a port');
  return {
    town: shared.town,
    hosts,
    port: address.port,
    handedTo(key) {
      const [first = [], ...rest] = accesses.get(key) ?? [];
      if (rest.length === 0) accesses.delete(key);
      else accesses.set(key, rest);
      return first;
    },
    close() {
      server.close();
      server.closeAllConnections();
      close();
    },
  };
}

const nameOf = (host: string): string => `${host}.localhost`;

/** A gateway with one caller, and a door to each host of the municipality. */
const gatewayAt = (port: number, town: Behind, tls: GatewayConfig['tls'], maskKey: string): GatewayConfig => ({
  v: 1,
  sandbox: 'dev',
  control: 'tcp:127.0.0.1:0',
  listeners: [],
  doors: town.hosts.map((host) => ({
    from: CALLER,
    name: nameOf(host),
    port,
    kind: 'http',
    tls: tls.cert !== '',
    to: { workload: LAB.municipality, port: LAB.municipalityPort },
  })),
  targets: { [`${LAB.municipality}:${LAB.municipalityPort}`]: `tcp:127.0.0.1:${town.port}` },
  answer: '127.0.0.1',
  sources: {},
  tls,
  maskKey,
  caps: { body: MIB, spool: SPOOL },
});
