import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gone } from '../testing/gone.ts';
import { runChild } from './child.ts';

const run = (code: string, signal = new AbortController().signal) =>
  runChild([process.execPath, '-e', code], { cwd: '/', env: process.env, out: 2, signal, grace: 300 });

test('its exit code is passed on, and a signal as a shell has it', async () => {
  expect(await run('process.exit(3)')).toBe(3);
  expect(await run('process.kill(process.pid, "SIGKILL")')).toBe(137);
});

test('one that will not stop is made to, after its grace', async () => {
  const stop = new AbortController();
  const begin = performance.now();
  const ended = run('process.on("SIGTERM",()=>{});setInterval(()=>{},1000)', stop.signal);
  setTimeout(() => stop.abort(), 400);
  expect(await ended).toBe(137);
  expect(performance.now() - begin).toBeGreaterThanOrEqual(700);
});

test('what it left running ends with it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'proeftuin-child-'));
  const file = join(folder, 'pid');
  const code = `const c=require("child_process").spawn(process.execPath,["-e","setInterval(()=>{},1000)"],{stdio:"ignore"});require("fs").writeFileSync(${JSON.stringify(file)},String(c.pid));process.exit(5)`;
  expect(await run(code)).toBe(5);
  const pid = Number(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  expect(pid).toBeGreaterThan(0);
  expect(gone(pid)).toBe(true);
});
