import jsonld, { type JsonLdDocument } from 'jsonld';
import type { RemoteDocument } from 'jsonld/jsonld-spec.js';
import { Parser, Store } from 'n3';
import type { z } from 'zod';
import type { Municipality } from '../open.ts';
import { asService, BASE, TOKEN } from '../testing/open.ts';
import { wrongBy } from '../testing/rdf.ts';

/** One kind of record: how many a town has, and what must hold of each. */
export interface Check {
  readonly name: string;
  count(m: Municipality): number;
  /** What is asked for, so that a reader can do so too. */
  record(m: Municipality, index: number): string;
  /** Throws when something does not hold; the message says what. */
  examine(asker: Asker, index: number): Promise<void>;
}

export const defineCheck = (check: Check): Check => check;

interface Init {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What does not hold of a record. */
export class Wrong extends Error {}

/** Throws Wrong unless the two are the same as JSON. */
export function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Wrong(`${what}: ${a} instead of ${b}`);
}

export function holds(what: string, condition: boolean): void {
  if (!condition) throw new Wrong(what);
}

/** Calls a municipality as a service that declared every register. */
export class Asker {
  readonly m: Municipality;
  readonly #contexts = new Map<string, Promise<RemoteDocument>>();

  constructor(m: Municipality) {
    this.m = m;
  }

  /** A call as that service; `init` is laid over it. */
  request(host: string, path: string, init: Init = {}): Request {
    const headers = { ...asService({ 'x-api-key': TOKEN }), ...init.headers };
    return new Request(`https://${host}.${BASE}${path}`, { ...init, headers });
  }
  /** The text of a 200; Wrong for anything else. */
  async text(host: string, path: string, init: Init = {}): Promise<string> {
    const answer = await this.m.fetch(this.request(host, path, init));
    const text = await answer.text();
    // Nobody reads the accounting of a conformance run.
    this.m.shared.accounts.clear();
    if (answer.status !== 200) throw new Wrong(`${host} ${path}: ${answer.status} ${text.slice(0, 200)}`);
    return text;
  }
  /** The JSON of a 200, of a shape. */
  async json<T>(host: string, path: string, shape: z.ZodType<T>): Promise<T> {
    return shape.parse(JSON.parse(await this.text(host, path)));
  }
  /** The same by the address that a document gave. */
  at<T>(url: string, shape: z.ZodType<T>): Promise<T> {
    const { hostname, pathname, search } = new URL(url);
    return this.json(hostname.slice(0, -BASE.length - 1), pathname + search, shape);
  }

  /** JSON-LD as a graph, by the reference implementation, in the contexts that the municipality serves. */
  async graph(document: object): Promise<Store> {
    const text = await jsonld.toRDF(document as JsonLdDocument, {
      format: 'application/n-quads',
      documentLoader: (url) => {
        const known = this.#contexts.get(url) ?? this.#load(url);
        this.#contexts.set(url, known);
        return known;
      },
    });
    return new Store(new Parser({ format: 'N-Quads' }).parse(String(text)));
  }
  /** The graph of JSON-LD that is valid by shapes; Wrong when it is not. */
  async valid(shapes: Store, document: object): Promise<Store> {
    const graph = await this.graph(document);
    const wrong = await wrongBy(shapes, graph);
    if (wrong.length > 0) throw new Wrong(`wrong by the shape: ${wrong.join('; ')}`);
    return graph;
  }
  async #load(url: string): Promise<RemoteDocument> {
    const answer = await this.m.fetch(new Request(url));
    if (answer.status !== 200) throw new Wrong(`context ${url}: ${answer.status}`);
    return { documentUrl: url, document: JSON.parse(await answer.text()) };
  }
}

/** Wrong unless the graph says each of these of a subject: predicate, and the value where one is given. */
export function says(
  graph: Store,
  subject: string,
  wanted: readonly (readonly [predicate: string, value?: string])[],
): void {
  for (const [predicate, value] of wanted) {
    const found = graph.getObjects(subject, predicate, null).map((object) => object.value);
    if (value === undefined ? found.length === 0 : !found.includes(value))
      throw new Wrong(
        `as linked data <${subject}> says ${predicate}: ${found.join(', ') || 'nothing'}${value === undefined ? '' : ` instead of ${value}`}`,
      );
  }
}
