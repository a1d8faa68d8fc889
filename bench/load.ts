/** Load for benches: clients on connections of their own, each with one request at a time, written and read by hand. */
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly port: number;
  readonly host: string;
  /** Paths, taken in turn. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly clients: number;
  /** Requests a second of each client; undefined: the next as soon as the last was answered. */
  readonly pace?: number;
  /** Milliseconds. */
  readonly last: number;
}

export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Bytes of a body, in the middle. */
  readonly bytes: number;
}

const END = Buffer.from('\r\n\r\n');

/** Bytes of the body when the answer in `data` is whole; throws for any other status than 200. */
function bodyOf(data: Buffer): number | undefined {
  const at = data.indexOf(END);
  if (at < 0) return undefined;
  const head = data.toString('latin1', 0, at);
  if (!head.startsWith('HTTP/1.1 200'))
    throw new Error(`${head.split('\r\n')[0]}: ${data.toString('utf8', at, at + 300)}`);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return data.length - at - 4 >= Number(length) ? Number(length) : undefined;
  return data.subarray(-5).toString('latin1') === '0\r\n\r\n' ? data.length - at - 4 : undefined;
}

function asked(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let data: Buffer = Buffer.alloc(0);
    const got = (part: Buffer) => {
      data = data.length === 0 ? part : Buffer.concat([data, part]);
      try {
        const size = bodyOf(data);
        if (size === undefined) return;
        socket.off('data', got);
        resolve(size);
      } catch (thrown) {
        reject(thrown);
      }
    };
    socket.on('data', got);
    socket.write(request);
  });
}

/** Lets all clients ask until the time is over. */
export async function load({ port, host, paths, headers, clients, pace, last }: Load): Promise<Measured> {
  const head = Object.entries({ host, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const times: number[] = [];
  const sizes: number[] = [];
  const begin = performance.now();
  let next = 0;
  const client = async (nth: number) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise((done, fail) => socket.once('connect', done).once('error', fail));
    for (let n = 0; performance.now() - begin < last; n += 1) {
      if (pace !== undefined) {
        // Clients are spread over the interval, so that they do not all ask at once.
        const due = begin + ((n + nth / clients) * 1000) / pace;
        const wait = due - performance.now();
        if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      }
      const path = paths[next++ % paths.length] ?? '/';
      const from = performance.now();
      sizes.push(await asked(socket, `GET ${path} HTTP/1.1\r\n${head}\r\n`));
      times.push(performance.now() - from);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: clients }, (_, nth) => client(nth)));
  const seconds = (performance.now() - begin) / 1000;
  const at = (list: number[], share: number) => list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
  return {
    perSecond: Math.round(times.length / seconds),
    p50: Number(at(times, 0.5).toFixed(2)),
    p99: Number(at(times, 0.99).toFixed(2)),
    bytes: at(sizes, 0.5),
  };
}
