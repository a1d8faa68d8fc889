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
/** What is read is looked at, and forgotten: all connections read into the same bytes, and leave nothing to collect. */
const read = Buffer.alloc(256 * 1024);

/** Bytes of the head of an answer and of its body; throws for any other status than 200, and for one without a length. */
function sizesOf(size: number): readonly [head: number, body: number] {
  const head = read.subarray(0, size).indexOf(END) + END.length;
  const text = read.toString('latin1', 0, head);
  const length = /^content-length: (\d+)/im.exec(text)?.[1];
  if (!text.startsWith('HTTP/1.1 200') || length === undefined) throw new Error(read.toString('utf8', 0, size));
  return [head, Number(length)];
}

/** A connection that asks and awaits the whole answer: the bytes of its body. */
class Client {
  readonly #socket: Socket;
  #answered: { resolve: (bytes: number) => void; reject: (error: unknown) => void } | undefined;
  #body = 0;
  /** Bytes that are still to come; undefined before the head. */
  #left: number | undefined;

  private constructor(port: number) {
    this.#socket = connect({
      ...{ port, host: '127.0.0.1', noDelay: true },
      onread: { buffer: read, callback: (size) => this.#got(size) },
    });
  }
  static async to(port: number): Promise<Client> {
    const client = new Client(port);
    await new Promise((done, fail) => client.#socket.once('connect', done).once('error', fail));
    return client;
  }

  #got(size: number): boolean {
    try {
      if (this.#left === undefined) {
        const [head, body] = sizesOf(size);
        this.#body = body;
        this.#left = head + body;
      }
      this.#left -= size;
      if (this.#left <= 0) this.#answered?.resolve(this.#body);
    } catch (thrown) {
      this.#answered?.reject(thrown);
    }
    return true;
  }

  ask(request: string): Promise<number> {
    this.#left = undefined;
    const { promise, ...answered } = Promise.withResolvers<number>();
    this.#answered = answered;
    this.#socket.write(request, 'latin1');
    return promise;
  }
  close(): void {
    this.#socket.destroy();
  }
}

/** Lets all clients ask until the time is over. */
export async function load({ port, host, paths, headers, clients, pace, last }: Load): Promise<Measured> {
  const head = Object.entries({ host, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const times: number[] = [];
  const sizes: number[] = [];
  const all = await Promise.all(Array.from({ length: clients }, () => Client.to(port)));
  const begin = performance.now();
  let next = 0;
  await Promise.all(
    all.map(async (client, nth) => {
      for (let n = 0; performance.now() - begin < last; n += 1) {
        if (pace !== undefined) {
          // Clients are spread over the interval, so that they do not all ask at once.
          const due = begin + ((n + nth / clients) * 1000) / pace;
          const wait = due - performance.now();
          if (wait > 0) await new Promise((done) => setTimeout(done, wait));
        }
        const path = paths[next++ % paths.length] ?? '/';
        const from = performance.now();
        sizes.push(await client.ask(`GET ${path} HTTP/1.1\r\n${head}\r\n`));
        times.push(performance.now() - from);
      }
      client.close();
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  const at = (list: number[], share: number) => list.sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;
  return {
    perSecond: Math.round(times.length / seconds),
    p50: Number(at(times, 0.5).toFixed(2)),
    p99: Number(at(times, 0.99).toFixed(2)),
    bytes: at(sizes, 0.5),
  };
}
