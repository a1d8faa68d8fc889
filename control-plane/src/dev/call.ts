import type { Evidence } from '@proeftuin/contract/evidence';
import type { Spool } from '@proeftuin/contract/spool';

/** Data of one person that a call handed over. */
export interface Handed {
  readonly system: string;
  readonly fields: readonly string[];
}

/** One call to the municipality, as it went by. Everything in it is a stranger's text. */
export interface Call {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly url: URL;
  /** First label of its host. */
  readonly system: string;
  /** 0 when no answer came. */
  readonly status: number;
  /** Milliseconds. */
  readonly ms: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly traced: boolean;
  /** A browser's, told by Fetch Metadata: a person looks around. */
  readonly browser: boolean;
  readonly request: string;
  readonly answer: { readonly type: string; readonly body: string };
  readonly handed: readonly Handed[];
}

/** A record of the gateway as a call; undefined for what is none, or cannot be read as an address. */
export function callOf(record: Evidence, spool: Spool, handed: (key: string) => readonly Handed[]): Call | undefined {
  if (record.kind !== 'exchange') return undefined;
  const { method, url: text, status, duration, request, response, trace } = record.data;
  const url = URL.parse(text);
  if (url === null) return undefined;
  const headers = new Map(request.headers);
  const read = (sha: string | undefined) => Buffer.from((sha && spool.bytesOf(sha)) || '').toString('utf8');
  return {
    at: record.at.wall,
    method,
    url,
    system: url.hostname.split('.')[0] ?? '',
    status,
    ms: Math.round(duration * 10) / 10,
    headers,
    traced: trace !== undefined,
    // Node's own fetch says `sec-fetch-mode: cors`; only a browser says for what (Fetch Metadata 2.1).
    browser: headers.has('sec-fetch-dest') || headers.get('sec-fetch-mode') === 'navigate',
    request: read(request.body),
    answer: { type: new Map(response.headers).get('content-type') ?? '', body: read(response.body) },
    handed: handed(keyOf(method, url)),
  };
}

/** What tells that both sides of the gateway saw the same call. */
export const keyOf = (method: string, url: URL): string => `${method} ${url.host}${url.pathname}${url.search}`;
