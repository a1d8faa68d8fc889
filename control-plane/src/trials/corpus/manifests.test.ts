import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { check } from '../preflight.ts';
import { GOOD, MANIFESTS } from './manifests.ts';

/** Exact answers of `proeftuin check`. Written anew by GOLDEN=write: read the difference before you keep it. */
const golden = new URL('manifests.golden.txt', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'proeftuin-corpus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function answerTo(text: string): Promise<string> {
  writeFileSync(join(folder, 'proeftuin.yaml'), text);
  const { problems } = await check(folder);
  return problems.map((problem) => problem.text.replaceAll(`${folder}/`, '')).join('\n');
}

test('the good manifest has no problem', async () => {
  expect(await answerTo(GOOD)).toBe('');
});

test('each broken or hostile manifest gets its exact answer: place, found, expected, example', async () => {
  const answers: string[] = [];
  for (const [name, text] of Object.entries(MANIFESTS)) {
    const answer = await answerTo(text);
    expect(answer, name).toMatch(/^proeftuin\.yaml:\d+:\d+: .+\n {2}expected: .+/);
    expect(answer.replaceAll('\n', ''), name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    answers.push(`# ${name}\n${answer}\n`);
  }
  expect(answers.length).toBeGreaterThanOrEqual(60);
  if (process.env.GOLDEN === 'write') writeFileSync(golden, answers.join('\n'));
  expect(answers.join('\n')).toBe(readFileSync(golden, 'utf8'));
});
