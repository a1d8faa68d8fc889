import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '@proeftuin/contract/evidence';
import { DEFAULT_CAPS, type GatewayConfig } from '@proeftuin/contract/gateway';
import { type Gateway, openGateway } from '../open.ts';

/** A real gateway on unix sockets with a real service behind it, for one test. */
export interface Bench {
  readonly folder: string;
  readonly gateway: Gateway;
  readonly service: Server;
  socket(name: string): string;
  exchanges(): Extract<Evidence, { kind: 'exchange' }>['data'][];
  records(): Evidence[];
  text(sha: string | undefined): string;
  close(): Promise<void>;
}

let certificate: { cert: string; key: string } | undefined;

function selfSigned(folder: string): { cert: string; key: string } {
  if (certificate !== undefined) return certificate;
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=test', '-addext', 'subjectAltName=DNS:shop.dienst.test'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  certificate = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  return certificate;
}

export async function bench(
  service: RequestListener,
  change: (config: GatewayConfig) => void = () => {},
  options: { patience?: number } = {},
): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'gw-'));
  const server = createServer(service);
  await new Promise<void>((done) => server.listen(join(folder, 'in.sock'), done));
  const socket = (name: string) => join(folder, `${name}.sock`);
  const config: GatewayConfig = {
    v: 1,
    sandbox: 's-test',
    control: `unix:${socket('control')}`,
    listeners: [
      { workload: 'play', port: 443, kind: 'web', at: `unix:${socket('play-443')}` },
      { workload: 'play', port: 80, kind: 'web', at: `unix:${socket('play-80')}` },
      { workload: 'play', port: 53, kind: 'dns', at: `unix:${socket('play-dns')}` },
      { workload: 'web', port: 443, kind: 'web', at: `unix:${socket('web-443')}` },
      { workload: 'web', port: 5432, kind: 'tcp', at: `unix:${socket('web-5432')}` },
    ],
    doors: [
      {
        from: 'play',
        name: 'shop.dienst.test',
        port: 443,
        kind: 'http',
        tls: true,
        to: { workload: 'web', port: 8080 },
      },
      {
        from: 'play',
        name: 'shop.dienst.test',
        port: 80,
        kind: 'http',
        tls: false,
        to: { workload: 'web', port: 8080 },
      },
      { from: 'web', name: 'db.internal', port: 5432, kind: 'tcp', tls: false, to: { workload: 'db', port: 5432 } },
    ],
    targets: { 'web:8080': `unix:${socket('in')}`, 'db:5432': `unix:${socket('in')}` },
    answer: '127.0.0.1',
    sources: { municipality: `unix:${socket('in')}` },
    tls: selfSigned(folder),
    maskKey: '00'.repeat(32),
    caps: DEFAULT_CAPS,
  };
  change(config);
  const gateway = await openGateway(config, { now: () => '2026-01-01T00:00:00.000Z', ...options });
  const records = () => gateway.spool.pull(0, 100_000).records;
  return {
    folder,
    gateway,
    service: server,
    socket,
    records,
    exchanges: () => records().flatMap((r) => (r.kind === 'exchange' ? [r.data] : [])),
    text: (sha) => Buffer.from(gateway.spool.bytesOf(sha ?? '') ?? '').toString('utf8'),
    async close() {
      server.closeAllConnections();
      server.close();
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a condition holds; fails after two seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 200 && !holds(); n += 1) await new Promise((done) => setTimeout(done, 10));
  if (!holds()) throw new Error('it did not come to hold');
}

/** Sends text as it is over plain HTTP and gives what comes back until the other side closes or `enough` holds. */
export async function raw(b: Bench, text: string, enough: (answer: string) => boolean = () => false): Promise<string> {
  const socket = connect(b.socket('play-80'));
  let answer = '';
  await new Promise<void>((done) => {
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (enough(answer)) socket.destroy();
    });
    socket.on('error', () => done());
    socket.on('close', () => done());
    socket.write(text, 'latin1');
  });
  return answer;
}
