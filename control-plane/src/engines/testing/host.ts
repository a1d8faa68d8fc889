import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Listeners of the test's own on this host, that no sandbox may reach. */
export interface HostListener {
  /** Every address of this host, and those of an interface that the test made. */
  readonly addresses: readonly string[];
  readonly port: number;
  /** Address of a name server of the test's own, by UDP and TCP. */
  readonly nameServer: string;
  /** Connections and queries that came since the last call. */
  reached(): number;
  close(): Promise<void>;
}

/** Of this process alone: two suites may run on one machine. */
const OWN = [1 + ((process.pid >> 8) % 250), 1 + (process.pid % 250)] as const;
const MADE = [`169.254.${OWN.join('.')}`, `10.213.${OWN.join('.')}`, `fd00:213::${OWN.join(':')}`];

/** Listens on all addresses, and shows that each of them answers from this host. */
export async function listenOnHost(): Promise<HostListener> {
  const link = `pt${process.pid}`;
  const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  ip('link', 'add', link, 'type', 'veth', 'peer', 'name', `${link}p`);
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  const [nameServer = ''] = MADE;
  const names = { udp: createSocket('udp4'), tcp: createServer((socket) => socket.destroy()) };
  names.udp.on('message', () => {
    count += 1;
  });
  names.tcp.on('connection', () => {
    count += 1;
  });
  const close = async () => {
    ip('link', 'del', link);
    names.udp.close();
    for (const one of [server, names.tcp]) if (one.listening) await new Promise((done) => one.close(done));
  };
  try {
    for (const address of MADE)
      ip('address', 'add', `${address}/${address.includes(':') ? '128' : '32'}`, 'dev', link, 'nodad');
    ip('link', 'set', link, 'up');
    await once(server.listen(0, '::'), 'listening');
    await once(names.tcp.listen(53, nameServer), 'listening');
    names.udp.bind(53, nameServer);
    await once(names.udp, 'listening');
    const bound = server.address();
    const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
    const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const addresses = all.filter((a) => !a.internal && !a.address.startsWith('fe80')).map((a) => a.address);
    for (const address of addresses) await once(connect({ host: address, port }), 'connect');
    await once(connect({ host: nameServer, port: 53 }), 'connect');
    const local = all.filter((a) => a.address.startsWith('fe80')).map((a) => `${a.address}%lo`);
    const reached = () => {
      const now = count;
      count = 0;
      return now;
    };
    return { addresses: [...addresses, ...local], port, nameServer, reached, close };
  } catch (error) {
    await close();
    throw error;
  }
}
