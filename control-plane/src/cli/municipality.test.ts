import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startCli } from '../testing/cli.ts';

const root = mkdtempSync(join(tmpdir(), 'proeftuin-generate-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const generate = (...args: string[]) => startCli(['municipality', 'generate', ...args], {});

test('a town is written, and told as one JSON document; a second time its folder is refused', async () => {
  const out = join(root, 'town');
  const { code, out: said } = await generate('--population', '50', '--format', 'csv', '--out', out, '--json').ended();
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject({ folder: out, profile: 'aalter', seed: '309', rows: { municipalities: 1 } });
  expect(readdirSync(out)).toContain('persons.csv');
  const again = await generate('--population', '50', '--out', out).ended();
  expect([again.code, again.err]).toEqual([
    2,
    expect.stringMatching(/usage\.invalid: .* is not empty\n {2}→ .*--force/),
  ]);
});

test.each([
  [['--format', 'xml'], /--format xml: there is no "xml"/],
  [['--population', '49'], /--population 49: a whole number from 50/],
  [['--date', '2026-02-30'], /not a date: 2026-02-30/],
  [['--municipality', '11002'], /aalter has no municipality 11002; it has 44084/],
  [['--profile', 'gent'], /Allowed choices are aalter/],
])('%j is refused, and nothing is written', async (args, why) => {
  const { code, err } = await generate(...args, '--out', join(root, 'none')).ended();
  expect([code, err]).toEqual([2, expect.stringMatching(why)]);
  expect(readdirSync(root)).not.toContain('none');
});

test('interrupted it leaves no file', async () => {
  const out = join(root, 'interrupted');
  const cli = generate('--profile', 'antwerpen', '--format', 'csv', '--out', out);
  await cli.says(/streets/);
  cli.child.kill('SIGINT');
  expect((await cli.ended()).code).toBe(130);
  expect(readdirSync(out)).toEqual([]);
});
