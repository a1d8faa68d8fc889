import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { Spool } from '@proeftuin/contract/spool';
import { expect, test } from 'vitest';
import { messageOf, Tap } from './capture.ts';
import { masksOf } from './mask.ts';

const CAP = 64 * 1024;
const masks = masksOf('00');

function kept(body: Uint8Array, headers: Record<string, string>) {
  const spool = new Spool({ source: 'gateway', cap: 1e9, now: () => ({ wall: '', lab: '' }) });
  const tap = new Tap(CAP);
  for (let n = 0; n < body.length; n += 1000) tap.take(body.subarray(n, n + 1000));
  const message = messageOf(Object.entries(headers), tap, CAP, masks, spool);
  return { ...message, bytes: message.bytes, kept: Buffer.from(spool.bytesOf(message.body ?? '') ?? []) };
}

const TEXT = Buffer.from('{"access_token":"hush","name":"Jan"}');

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['zstd', zstdCompressSync],
])('a body packed with %s is kept unpacked and masked', (encoding, pack) => {
  const seen = kept(pack(TEXT), { 'content-type': 'application/json', 'content-encoding': encoding });
  expect(seen.kept.toString()).toMatch(/^\{"access_token":"‹masked:.*","name":"Jan"\}$/);
  expect(seen).toMatchObject({ cut: false, bytes: pack(TEXT).length });
});

test('of a packed body that is cut, what can be unpacked is kept', () => {
  const noise = Buffer.from(Array.from({ length: 200_000 }, (_, n) => 97 + ((n * 7919 * (n % 101)) % 26)));
  for (const [encoding, pack] of [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const) {
    const half = pack(noise);
    const seen = kept(half.subarray(0, half.length >> 1), {
      'content-type': 'text/plain',
      'content-encoding': encoding,
    });
    expect(noise.subarray(0, seen.kept.length).equals(seen.kept), encoding).toBe(true);
  }
});

test('an unpacked body is kept up to the cap, and one that grows without measure not at all', () => {
  const large = kept(gzipSync(Buffer.alloc(1_000_000, 'x')), {
    'content-type': 'text/plain',
    'content-encoding': 'gzip',
  });
  expect(large).toMatchObject({ cut: true });
  expect(large.kept.length).toBe(CAP);
  for (const [encoding, pack] of [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const) {
    const bomb = kept(pack(Buffer.alloc(20_000_000)), { 'content-type': 'text/plain', 'content-encoding': encoding });
    expect(bomb).toMatchObject({ cut: true });
    expect(bomb.body).toBeUndefined();
  }
});

test('what says that it is packed and is not leaves no body, and no error', () => {
  expect(kept(Buffer.from('not packed'), { 'content-encoding': 'gzip' })).toMatchObject({ cut: true, bytes: 10 });
});

test('binary is kept as it is; text is masked whatever it is called', () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254]);
  expect(kept(image, { 'content-type': 'image/png' }).kept.equals(image)).toBe(true);
  for (const type of ['application/octet-stream', 'application/x-unheard-of', '']) {
    expect(kept(TEXT, { 'content-type': type }).kept.toString()).toContain('‹masked:');
  }
});

test('a text whose last character the cap cut in two is text still', () => {
  const text = Buffer.from(`{"password":"hush"}${'é'.repeat(CAP)}`);
  const seen = kept(text, { 'content-type': 'application/octet-stream' });
  expect(seen.kept.toString()).not.toContain('hush');
});

test('a flood of large bodies costs their bodies, and no record of an exchange', () => {
  const spool = new Spool({ source: 'gateway', cap: 100_000, now: () => ({ wall: '', lab: '' }) });
  const flood = Array.from({ length: 50 }, (_, n) => {
    const tap = new Tap(CAP);
    tap.take(Buffer.from(`${n} `.padEnd(20_000, 'x')));
    const message = messageOf([['content-type', 'text/plain']], tap, CAP, masks, spool);
    spool.add('dns-query', { from: 'web', name: `${n}.example`, type: 'A', known: false, transport: 'udp' });
    return message;
  });
  expect(flood[0]).toMatchObject({ bytes: 20_000, cut: false, body: expect.any(String) });
  expect(flood[49]).toEqual({ headers: [['content-type', 'text/plain']], bytes: 20_000, cut: true, dropped: true });
  expect(spool.pull(0, 1000).records.map(({ kind }) => kind)).toEqual(flood.map(() => 'dns-query'));
});
