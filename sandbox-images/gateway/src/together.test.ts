import { createSocket } from 'node:dgram';
import { request } from 'node:http';
import { createServer, connect as dial } from 'node:net';
import { decode, encode } from 'dns-packet';
import { afterEach, expect, test } from 'vitest';
import { Frames, frame } from './frames.ts';
import { openSluis } from './sluis.ts';
import { type Bench, bench, until } from './testing/gateway.ts';

let b: Bench;
let sluis: Awaited<ReturnType<typeof openSluis>>;
afterEach(async () => {
  await sluis.close();
  await b.close();
});

/** A workload behind its sluis: what it dials on loopback, and a service on loopback that the gateway comes in to. */
async function open(service: Parameters<typeof bench>[0]): Promise<void> {
  const inner = await bench(service);
  await inner.gateway.close();
  const port = await new Promise<number>((done) => {
    inner.service.close();
    inner.service.listen(0, '127.0.0.1', () => {
      const at = inner.service.address();
      done(typeof at === 'object' && at !== null ? at.port : 0);
    });
  });
  b = await bench(
    () => {},
    (config) => {
      config.targets['web:8080'] = `unix:${inner.socket('sluis-in')}`;
    },
  );
  const outer = b;
  b = { ...outer, close: async () => void (await Promise.all([outer.close(), inner.close()])) };
  sluis = await openSluis({
    tcp: [
      { port: 0, at: b.socket('play-80') },
      { port: 0, at: b.socket('nobody') },
      { port: 0, at: b.socket('web-5432') },
    ],
    dns: b.socket('play-dns'),
    dnsPort: 0,
    in: [
      { at: inner.socket('sluis-in'), port },
      { at: b.socket('refused'), port: 1 },
    ],
  });
}

const question = (name: string) => encode({ type: 'query', id: 9, questions: [{ name, type: 'A' }] });

function get(port: number, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = request({ host, port, path: '/x', headers: { host: 'shop.dienst.test' }, agent: false }, (res) => {
      let text = '';
      res.on('data', (chunk) => {
        text += chunk;
      });
      res.on('end', () => resolve(text));
    });
    req.on('error', reject);
    req.end();
  });
}

test('a request goes from loopback through sluis and gateway to a service on loopback and back', async () => {
  await open((req, res) => res.end(`${req.url} for ${req.headers.host}`));
  expect(await get(sluis.ports[0] ?? 0)).toBe('/x for shop.dienst.test');
  expect(b.exchanges()).toMatchObject([{ from: 'play', to: 'web', status: 200 }]);
});

test('many short connections leave nothing behind', async () => {
  await open((_, res) => res.end('ok'));
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(Array.from({ length: 40 }, () => get(sluis.ports[0] ?? 0)));
  }
  expect(b.exchanges().filter((e) => e.status === 200)).toHaveLength(200);
});

test('a client that goes away is seen at the service', async () => {
  let [asked, gone] = [false, false];
  await open((_, res) => {
    asked = true;
    res.write('first');
    res.on('close', () => {
      gone = true;
    });
  });
  const socket = dial(sluis.ports[0] ?? 0, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: shop.dienst.test\r\n\r\n');
  await until(() => asked);
  socket.destroy();
  await until(() => gone);
  expect(b.exchanges()).toMatchObject([{ failure: 'aborted' }]);
});

test('a target that refuses just closes', async () => {
  await open((_, res) => res.end());
  await expect(get(sluis.ports[1] ?? 0)).rejects.toThrow();
  const socket = dial(b.socket('refused'));
  await new Promise((done) => socket.on('close', done));
});

test('half-close passes: what is answered after the end of the question arrives', async () => {
  await open(() => {});
  const late = createServer({ allowHalfOpen: true }, (socket) => {
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('end', () => socket.end(`heard ${heard}`));
  });
  b.service.close();
  await new Promise<void>((done) => late.listen(b.socket('in'), done));
  const socket = dial({ port: sluis.ports[2] ?? 0, host: '127.0.0.1', allowHalfOpen: true });
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.end('question');
  await until(() => answer === 'heard question');
  await until(() => b.records().length === 1);
  expect(b.records()).toMatchObject([{ kind: 'connection', data: { up: 8, down: 14, allowed: true } }]);
  late.close();
});

test('names are answered by UDP and by TCP, and the evidence says by which', async () => {
  await open(() => {});
  const udp = createSocket('udp4');
  const byUdp = await new Promise<Buffer>((done) => {
    udp.on('message', done);
    udp.send(question('shop.dienst.test'), sluis.dns.udp, '127.0.0.1');
  });
  udp.close();
  const tcp = dial(sluis.dns.tcp, '127.0.0.1');
  const answers: Buffer[] = [];
  const frames = new Frames((message) => answers.push(message));
  tcp.on('data', (chunk) => frames.push(chunk));
  // Two in one segment, and the second cut in the middle.
  const both = Buffer.concat([frame(question('shop.dienst.test')), frame(question('else.test'))]);
  tcp.write(both.subarray(0, both.length - 5));
  await until(() => answers.length === 1);
  tcp.end(both.subarray(both.length - 5));
  await until(() => answers.length === 2);
  expect([byUdp, ...answers].map((a) => decode(a))).toMatchObject([
    { id: 9, rcode: 'NOERROR', answers: [{ data: '127.0.0.1' }] },
    { rcode: 'NOERROR' },
    { rcode: 'NXDOMAIN' },
  ]);
  const seen = b.records().flatMap((r) => (r.kind === 'dns-query' ? [[r.data.transport, r.data.known]] : []));
  expect(seen).toEqual([
    ['udp', true],
    ['tcp', true],
    ['tcp', false],
  ]);
});
