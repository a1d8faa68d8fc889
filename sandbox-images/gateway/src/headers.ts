import type { IncomingHttpHeaders } from 'node:http';

const HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);
/** Set by us alone: what a client says of itself here is not believed. */
const OURS = new Set([
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-real-ip',
  'forwarded',
]);
export const STEP_HEADER = 'x-proeftuin-step';

/** Raw header list → pairs with lower-case names, pseudo-headers left out. */
export function pairs(raw: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let n = 0; n + 1 < raw.length; n += 2) {
    const name = (raw[n] ?? '').toLowerCase();
    if (!name.startsWith(':')) list.push([name, raw[n + 1] ?? '']);
  }
  return list;
}

/** Names that a Connection header makes hop-by-hop (RFC 9110, 7.6.1). */
const nominated = (list: readonly [string, string][]) =>
  new Set(
    list
      .filter(([name]) => name === 'connection')
      .flatMap(([, v]) =>
        v
          .toLowerCase()
          .split(',')
          .map((s) => s.trim()),
      ),
  );

/** Headers without those of one hop. */
export function endToEnd(list: readonly [string, string][]): [string, string][] {
  const extra = nominated(list);
  return list.filter(([name]) => !HOP.has(name) && !extra.has(name));
}

interface Forward {
  readonly host: string;
  readonly tls: boolean;
  readonly from: string;
}

/** What goes on to the target: end-to-end headers, Host kept, forwarded headers ours. */
export function forwarded(list: readonly [string, string][], to: Forward): [string, string][] {
  return [
    ...endToEnd(list).filter(([name]) => !OURS.has(name) && name !== STEP_HEADER && name !== 'host'),
    ['host', to.host],
    ['x-forwarded-for', '192.0.2.1'],
    ['x-forwarded-proto', to.tls ? 'https' : 'http'],
    ['x-forwarded-host', to.host],
  ];
}

/** Pairs as node's request and response take them: several values of one name stay several. */
export function grouped(list: readonly [string, string][]): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of list) {
    const known = result[name];
    if (known === undefined) result[name] = value;
    else if (name === 'cookie') result[name] = `${String(known)}; ${value}`;
    else result[name] = [...(Array.isArray(known) ? known : [known]), value];
  }
  return result;
}

/** Host of a request without its port, lower case. */
export const hostOf = (headers: IncomingHttpHeaders): string =>
  String(headers[':authority'] ?? headers.host ?? '')
    .toLowerCase()
    .replace(/:\d+$/, '');
