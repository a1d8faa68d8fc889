import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { startCli } from '../testing/cli.ts';

const home = mkdtempSync(join(tmpdir(), 'proeftuin-cli-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const cli = (...args: string[]) => startCli(args, { PROEFTUIN_HOME: home }).ended();
const STATIC = fileURLToPath(new URL('../../../sandbox-images/providers/static-site', import.meta.url));
const LOKET = join(STATIC, '..', 'verhuisloket');

describe.concurrent('wrong words', () => {
  test.each([
    [['tyr'], /unknown command 'tyr' \(Did you mean try\?\)\n {2}→ Run `proeftuin --help`/],
    [['detection', '--help'], /unknown command 'detection'/],
    [['help', 'nope'], /unknown command 'nope'/],
    [['list', '--jsn'], /unknown option '--jsn' \(Did you mean --json\?\)\n {2}→ Run `proeftuin list --help`/],
    [['try', join(STATIC, 'none')], /there is no folder .*none/],
    [['check', join(STATIC, 'proeftuin.yaml')], /proeftuin.yaml is a file\n {2}→ Name the folder/],
    [['try', STATIC, '--defects', 'no-pkce'], /no defects are planted in static-site/],
    [['try', LOKET, '--defects', 'no-pkse'], /no defect "no-pkse" is planted\n {2}→ Choose of no-pkce, /],
  ])('%j: two lines say what is wrong and what to do', async (args, said) => {
    const { code, out, err } = await cli(...args);
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 2]);
    expect(err).toMatch(said);
  });

  test('with --json the error is the one document on stdout', async () => {
    const { code, out } = await cli('list', '--json', '--nope');
    expect([code, JSON.parse(out)]).toMatchObject([2, { error: { code: 'usage.invalid' } }]);
  });
});

test('whoever reads it may stop: it ends all the same', async () => {
  const main = fileURLToPath(new URL('../main.mjs', import.meta.url));
  const child = spawn(process.execPath, [main, 'schema'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const [code, signal] = await once(child, 'exit');
  expect([code, signal]).toEqual([0, null]);
});
