import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { holderDied, thisHolder } from './holder.ts';

test('a holder is dead when its process ended or another has its pid, and never known to be on another host', async () => {
  expect(holderDied(thisHolder())).toBe(false);
  expect(holderDied(`${hostname()} ${process.pid} 12`)).toBe(true);
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  expect(holderDied(`${hostname()} ${child.pid} 12`)).toBe(true);
  expect(holderDied(`elsewhere.test ${child.pid} 12`)).toBe(false);
  expect(holderDied(null)).toBe(false);
});
