import { lookup } from 'node:dns/promises';

/** Does this machine find names under localhost? RFC 6761 (6.3) asks it to; not every C library does. */
export async function resolvesNames(): Promise<boolean> {
  const found = await lookup('login.localhost', { all: true }).catch(() => []);
  return found.length > 0 && found.every(({ address }) => /^(127\.|::1$)/.test(address));
}

const HOOK = `import dns from 'node:dns';import { syncBuiltinESMExports } from 'node:module';
const under = (host) => typeof host === 'string' && /\\.localhost\\.?$/i.test(host) ? 'localhost' : host;
for (const from of [dns, dns.promises]) {
const real = from.lookup;const mine = (host, ...rest) => real(under(host), ...rest);
for (const key of Object.getOwnPropertySymbols(real)) mine[key] = real[key];
from.lookup = mine;}
syncBuiltinESMExports();`;

/** NODE_OPTIONS with which a Node program finds them all the same. */
export const nodeOptions = (given: string | undefined): string =>
  `${given === undefined || given === '' ? '' : `${given} `}--import=data:text/javascript,${encodeURIComponent(HOOK)}`;

/** The line for /etc/hosts, for every other program. */
export const hostsLine = (hosts: readonly string[]): string =>
  `127.0.0.1 ${hosts.map((host) => `${host}.localhost`).join(' ')}`;
