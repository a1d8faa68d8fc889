import { expect, test } from 'vitest';
import { listening } from './listening.ts';

const HEAD = '  sl  local_address rem_address   st\n';

test('reads listening sockets only, of both families', () => {
  const files: Record<string, string> = {
    '/proc/net/tcp': `${HEAD}   0: 0100007F:1F90 00000000:0000 0A 0\n   1: 00000000:0050 00000000:0000 0A 0\n   2: 0100007F:1234 0100007F:1F90 01 0\n`,
    '/proc/net/tcp6': `${HEAD}   0: 00000000000000000000000001000000:0BB8 00000000000000000000000000000000:0000 0A 0\n   1: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 0\n`,
  };
  expect(listening((file) => files[file] ?? '')).toEqual([
    { address: '127.0.0.1', port: 8080 },
    { address: '0.0.0.0', port: 80 },
    { address: '::1', port: 3000 },
    { address: '::', port: 443 },
  ]);
});
