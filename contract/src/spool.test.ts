import { expect, test } from 'vitest';
import { hashOf, Spool } from './spool.ts';

const spoolOf = (cap: number) => new Spool({ source: 'gateway', cap, now: () => ({ wall: 'w', lab: 'l' }) });
const body = (n: number) => `${n} `.padEnd(1000, 'x');
const ask = (spool: Spool, name: string) =>
  spool.add('dns-query', { from: 'web', name, type: 'A', known: false, transport: 'udp' });

test('numbers and chains its records, and forgets what is acknowledged', () => {
  const spool = spoolOf(1e6);
  for (const name of ['a', 'b', 'c']) ask(spool, name);
  const { records, next } = spool.pull(0, 2);
  expect([records.map((r) => r.id), next]).toEqual([['gateway/1', 'gateway/2'], 2]);
  expect(records[1]?.prev).toBe(records[0] && hashOf(records[0]));
  spool.ack(2);
  expect(spool.pull(0, 10).records.map((r) => r.seq)).toEqual([3]);
  spool.ack(3);
  expect(spool.head).toMatchObject({ seq: 3, held: 0 });
});

test('keeps bytes until the last record that may name them is acknowledged', () => {
  const spool = spoolOf(1e6);
  const one = spool.blob('one');
  ask(spool, 'a');
  const two = spool.blob('two');
  spool.blob('one');
  ask(spool, 'b');
  spool.ack(1);
  expect([one, two].map((sha) => spool.bytesOf(sha) !== undefined)).toEqual([true, true]);
  spool.ack(2);
  expect([one, two].map((sha) => spool.bytesOf(sha) !== undefined)).toEqual([false, false]);
  expect(spool.head.held).toBe(0);
});

test('past its cap it drops the oldest and says how many, and what is left has its bytes', () => {
  const spool = spoolOf(20_000);
  const kept: { sha: string; id: string }[] = [];
  for (let n = 0; n < 200; n += 1) kept.push({ sha: spool.blob(body(n)), id: ask(spool, `n${n}`) });
  const { records } = spool.pull(0, 1000);
  const lost = 200 - records.filter((r) => r.kind === 'dns-query').length;
  const told = records.flatMap((r) => (r.kind === 'gap' ? [r.data.lost] : []));
  expect(told.length).toBeGreaterThan(0);
  expect(spool.head.held).toBeLessThan(25_000);
  expect(lost).toBeGreaterThan(100);
  const there = new Set(records.map((r) => r.id));
  for (const { sha, id } of kept) if (there.has(id)) expect(spool.bytesOf(sha), id).toBeDefined();
  // Acknowledged up to just before a record, its bytes are there still.
  for (const { seq, id } of records) {
    spool.ack(seq - 1);
    const sha = kept.find((one) => one.id === id)?.sha;
    if (sha !== undefined) expect(spool.bytesOf(sha), id).toBeDefined();
  }
  spool.ack(spool.head.seq);
  expect(spool.head.held).toBeLessThan(2000);
});

test('a flood costs what it holds, not the square of it', () => {
  const spool = spoolOf(8_000_000);
  for (let n = 0; n < 20_000; n += 1) {
    spool.blob(body(n));
    ask(spool, 'flood');
  }
  expect(spool.head.held).toBeLessThan(8_100_000);
});
