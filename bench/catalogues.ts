/**
 * What the catalogues of the municipality cost at antwerpen, 530,000 residents: time of the first and of a later answer of
 * each kind of page, and what a whole download takes and makes others wait. `node bench/catalogues.ts` prints one JSON record.
 */
import { openMunicipality } from '../sandbox-images/municipality/src/open.ts';

const ROUNDS = 300;
const BASE = 'vlavirgem.test';
const m = await openMunicipality({ v: 1, profile: 'antwerpen', seed: 'bench', base: BASE, clients: [], grants: [] });
const get = async (host: string, path: string): Promise<Response> =>
  m.fetch(new Request(`https://${host}.${BASE}${path}`, { headers: { accept: '*/*' } }));
const round = (ms: number): number => Math.round(ms * 100) / 100;

/** Milliseconds until the whole answer is there, and its bytes. */
async function timed(host: string, path: string): Promise<{ ms: number; bytes: number }> {
  const begin = performance.now();
  const answer = await get(host, path);
  const { byteLength } = await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${host}${path}: ${answer.status}`);
  return { ms: performance.now() - begin, bytes: byteLength };
}

async function measured(host: string, path: string): Promise<object> {
  const first = await timed(host, path);
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) times.push((await timed(host, path)).ms);
  times.sort((a, b) => a - b);
  const at = (share: number): number => round(times[Math.floor(ROUNDS * share)] ?? 0);
  return { host, path, bytes: first.bytes, first: round(first.ms), p50: at(0.5), p99: at(0.99) };
}

const index = await (await get('besluiten', '/Antwerpen/Gemeente')).text();
const sitting = /href="([^"]+)\/notulen"/.exec(index)?.[1] ?? '';
const pages = [
  ['producten', '/v1/producten'],
  ['producten', '/v1/producten?q=parkeren'],
  ['producten', '/v1/producten/1152'],
  ['producten', '/doc/instancesnapshot?pageNumber=0'],
  ['besluiten', '/Antwerpen/Gemeente'],
  ['besluiten', `${sitting}/agenda`],
  ['besluiten', `${sitting}/besluitenlijst`],
  ['besluiten', `${sitting}/notulen`],
  ['opendata', '/catalogus'],
  ['opendata', '/downloads/adressen.json?offset=200000&limit=100'],
  ['opendata', '/downloads/inwoners-per-straat.csv?limit=100'],
  ['opendata', '/downloads/inwoners-per-sector.csv'],
] as const;
const answers: object[] = [];
for (const [host, path] of pages) answers.push(await measured(host, path));

/** The longest that a timer of a millisecond waits while a download is read as fast as it comes. */
let longest = 0;
let last = performance.now();
const timer = setInterval(() => {
  longest = Math.max(longest, performance.now() - last);
  last = performance.now();
}, 1);
const download = await timed('opendata', '/downloads/adressen.json');
clearInterval(timer);
m.close();

console.log(
  JSON.stringify({
    bench: 'catalogues',
    residents: m.shared.town.people.count,
    answers,
    download: { bytes: download.bytes, ms: round(download.ms), othersWait: round(longest) },
    rss: Math.round(process.memoryUsage().rss / 1e6),
  }),
);
