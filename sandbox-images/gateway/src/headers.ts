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
  'x-forwarded-server',
  'x-forwarded-prefix',
  'x-real-ip',
  'forwarded',
]);
export const STEP_HEADER = 'x-proeftuin-step';
/** Names that the lab keeps for itself: none of them passes a door. */
const isLabs = (name: string): boolean => name.startsWith('x-proeftuin-');

/** The step that a request of the play belongs to. Two of them, and somebody but the runner wrote one: none is believed. */
export function stepOf(list: Headers): string | undefined {
  const [step, ...more] = list.filter(([name]) => name === STEP_HEADER).map(([, value]) => value);
  return more.length === 0 ? step : undefined;
}
/** The address that every client has for a service: one for documentation (RFC 5737). */
const CLIENT = '192.0.2.1';

/** A list of headers, names in lower case, in order. */
export type Headers = [string, string][];

/** Raw header list → pairs with lower-case names, pseudo-headers left out. */
export function pairs(raw: readonly string[]): Headers {
  const list: Headers = [];
  for (let n = 0; n + 1 < raw.length; n += 2) {
    const name = (raw[n] ?? '').toLowerCase();
    if (!name.startsWith(':')) list.push([name, raw[n + 1] ?? '']);
  }
  return list;
}

export const firstOf = (list: Headers, name: string): string | undefined => list.find(([key]) => key === name)?.[1];

/** Names that a Connection header makes hop-by-hop (RFC 9110, 7.6.1). */
const nominated = (list: Headers) =>
  new Set(
    list
      .filter(([name]) => name === 'connection')
      .flatMap(([, value]) => value.split(',').map((part) => part.trim().toLowerCase())),
  );

/** Headers without those of one hop. The length of the message is never one: a client cannot have it taken off. */
export function endToEnd(list: Headers): Headers {
  const extra = nominated(list);
  extra.delete('content-length');
  return list.filter(([name]) => !HOP.has(name) && !extra.has(name));
}

/** What goes on to the target: end-to-end headers, Host kept, forwarded headers ours. */
export function forwarded(list: Headers, to: { readonly host: string; readonly tls: boolean }): Headers {
  return [
    ['host', to.host],
    ...endToEnd(list).filter(([name]) => !OURS.has(name) && !isLabs(name) && name !== 'host'),
    ['x-forwarded-for', CLIENT],
    ['x-forwarded-proto', to.tls ? 'https' : 'http'],
    ['x-forwarded-host', to.host],
  ];
}

/** Pairs as node's request and response take them: several values of one name stay several. */
export function grouped(list: Headers): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of list) {
    const known = result[name];
    if (known === undefined) result[name] = value;
    else if (name === 'cookie') result[name] = `${String(known)}; ${value}`;
    else result[name] = [...(Array.isArray(known) ? known : [known]), value];
  }
  return result;
}

/** Trailers that may be passed on: none that says how a message is framed, routed or who sent it (RFC 9110, 6.5.1). */
export const trailersOf = (raw: readonly string[]): Record<string, string | string[]> =>
  grouped(
    endToEnd(pairs(raw)).filter(
      ([name]) => !OURS.has(name) && !isLabs(name) && !/^(host|content-.*|trailer)$/.test(name),
    ),
  );
