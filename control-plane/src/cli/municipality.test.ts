import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
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

describe('find', () => {
  const find = (...args: string[]) => startCli(['municipality', 'find', ...args, '--population', '600'], {}).ended();

  test('gives the same people each time, as lines and as JSON', async () => {
    const { code, out } = await find('age 18-60, tag diacritics', '--count', '2', '--json');
    const { people } = z
      .object({ people: z.array(z.looseObject({ id: z.string(), insz: z.string(), tags: z.array(z.string()) })) })
      .parse(JSON.parse(out));
    expect([code, people.length]).toEqual([0, 2]);
    for (const { tags } of people) expect(tags).toContain('diacritics');
    const { out: lines } = await find('age 18-60, tag diacritics', '--count', '2');
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 2)),
    ).toEqual(people.map(({ id, insz }) => [id, insz]));
  });

  test.each([
    [
      'household 14',
      /nobody in aalter .* a household of 14 leaves nobody.*\n {2}→ Change one: without "a household of 14" \d+ fit \(nearest/,
    ],
    ['hair red', /"hair red": no such condition; .*\n {2}→ Write conditions as 'age 18-30, household 3/],
  ])('%s: tells what to change', async (conditions, why) => {
    const { code, err } = await find(conditions);
    expect([code, err]).toEqual([2, expect.stringMatching(why)]);
  });
});
