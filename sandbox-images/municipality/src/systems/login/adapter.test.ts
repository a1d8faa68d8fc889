import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Memory } from './adapter.ts';
import { rsaKey } from './keys.ts';

test('the oldest entries go when the memory is full', async () => {
  const memory = new Memory(3, () => 0);
  const codes = memory.adapter('AuthorizationCode');
  for (const id of ['a', 'b', 'c', 'd']) await codes.upsert(id, { grantId: id }, 60);
  expect(memory.size).toBe(3);
  expect(await codes.find('a')).toBeUndefined();
  expect(await codes.find('d')).toEqual({ grantId: 'd' });
});

test('an entry ends after its time', async () => {
  let now = 0;
  const codes = new Memory(3, () => now).adapter('AuthorizationCode');
  await codes.upsert('a', { grantId: 'g' }, 60);
  now = 60_000;
  expect(await codes.find('a')).toBeUndefined();
});

test('what a grant gave goes with the grant, of one kind', async () => {
  const memory = new Memory(9, () => 0);
  const tokens = memory.adapter('AccessToken');
  await tokens.upsert('a', { grantId: 'g' }, 60);
  await tokens.upsert('b', { grantId: 'h' }, 60);
  const going = memory.adapter('Interaction');
  await going.upsert('i', { grantId: 'g' }, 60);
  await tokens.revokeByGrantId('g');
  expect(await going.find('i')).toEqual({ grantId: 'g' });
  expect([await tokens.find('a'), await tokens.find('b')]).toEqual([undefined, { grantId: 'h' }]);
});

test('keys follow from seed and name alone', () => {
  const key = rsaKey('zaad', 'een');
  // As on every machine and in every process.
  const digest = createHash('sha256')
    .update(key.n ?? '')
    .digest('hex');
  expect(digest.slice(0, 16)).toBe('ca745cd696021bcf');
  expect(rsaKey('zaad', 'twee').n).not.toBe(key.n);
  expect(Buffer.from(key.n ?? '', 'base64url').length).toBe(256);
});

test('times are kept in the lab and told on the wall', async () => {
  let lab = 5_000_000;
  const sessions = new Memory(
    3,
    () => lab,
    () => 2_000_000,
  ).adapter('Session');
  await sessions.upsert('a', { loginTs: 2000, exp: 9000, iat: 2000, accountId: 'p-1' }, 7000);
  expect(await sessions.find('a')).toEqual({ loginTs: 2000, exp: 9000, iat: 2000, accountId: 'p-1' });
  lab += 3_600_000;
  expect(await sessions.find('a')).toEqual({ loginTs: -1600, exp: 5400, iat: -1600, accountId: 'p-1' });
  lab += 3_600_000;
  expect(await sessions.find('a')).toBeUndefined();
});
