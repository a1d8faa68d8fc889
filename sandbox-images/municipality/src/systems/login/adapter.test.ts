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
  await tokens.revokeByGrantId('g');
  expect([await tokens.find('a'), await tokens.find('b')]).toEqual([undefined, { grantId: 'h' }]);
});

test('keys follow from seed and name alone', () => {
  const key = rsaKey('zaad', 'een');
  expect(rsaKey('zaad', 'een')).toEqual(key);
  expect(rsaKey('zaad', 'twee').n).not.toBe(key.n);
  expect(Buffer.from(key.n ?? '', 'base64url').length).toBe(256);
});
