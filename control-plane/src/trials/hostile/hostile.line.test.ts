import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NEXT_STEP } from '../../evaluation/next-step.ts';
import { renderText } from '../../reports/text.ts';
import { openTestLab, outcomeOf, type TestLab } from '../../testing/lab.ts';
import { HOSTILE } from './hostile.ts';

/** All with PROEFTUIN_FULL; else two by the day, so that each has its turn. PROEFTUIN_HOSTILE=a,b names some. */
const day = process.env.PROEFTUIN_SEED ?? new Date().toISOString().slice(0, 10);
const seeded = (id: string) => createHash('sha256').update(`${day} ${id}`).digest('hex');
const named = process.env.PROEFTUIN_HOSTILE?.split(',');
const chosen =
  named !== undefined
    ? HOSTILE.filter(({ id }) => named.includes(id))
    : process.env.PROEFTUIN_FULL === '1'
      ? HOSTILE
      : HOSTILE.filter(({ long }) => long !== true)
          .toSorted((a, b) => (seeded(a.id) < seeded(b.id) ? -1 : 1))
          .slice(0, 2);
console.log(`hostile services of ${day}: ${chosen.map(({ id }) => id).join(', ')}`);

/** Milliseconds for one trial, past which the lab hangs: a service that does not answer is waited for again and again. */
const PATIENCE = 600_000;

/** What moves, hides or turns text. */
const MOVES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;
/** What the hostile texts would be in a page that shows them as markup. */
const ALIVE =
  'proef-7tuin,script,iframe,object,embed,base,link,[onerror],[onload],[onmouseover],a[href^="javascript"],img[src="x"]';

let lab: TestLab;
let browser: Browser;
const out = mkdtempSync(join(tmpdir(), 'proeftuin-hostile-'));
beforeAll(async () => {
  lab = await openTestLab();
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser?.close();
  await lab?.close();
  rmSync(out, { recursive: true, force: true });
});

/** What of a report's page is alive, asks for something, or speaks. */
async function aliveIn(file: string): Promise<string[]> {
  const page = await browser.newPage();
  const seen: string[] = [];
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => seen.push(`dialog ${dialog.message()}`)));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('data:')) seen.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  const nodes = await page.locator(ALIVE).evaluateAll((all) => all.map((node) => String(node)));
  await page.close();
  return [...seen, ...nodes];
}

test.each(chosen)(
  '$id: the trial ends, with an honest report in which nothing is alive',
  async (hostile) => {
    const service = fileURLToPath(new URL('service', import.meta.url));
    const end = await lab.try(service, { defects: hostile.id, out: join(out, hostile.id) });
    const { report, files } = end;
    expect(end.error).toBeUndefined();
    const broken = report.audits.filter(({ outcome }) => outcome === 'error');
    expect(broken.map(({ id, reason }) => [id, reason?.en])).toEqual([]);
    expect(report.scenarios.filter(({ outcome }) => outcome === 'error')).toEqual([]);
    expect(report.isolation.filter(({ verdict }) => verdict === 'fail')).toEqual([]);

    const landing = report.scenarios.find(({ id }) => id === 'quick/landing');
    if (hostile.landing === 'ok') expect([landing?.outcome, landing?.message]).toEqual(['ok', undefined]);
    else if (hostile.landing !== undefined) expect(landing?.cause).toMatch(hostile.landing);
    const next = NEXT_STEP[landing?.cause ?? ''];
    if (next !== undefined)
      expect(report.findings.find(({ audit }) => audit === 'integration/outcome/task-completed')?.mend).toEqual(next);
    for (const finding of report.findings) {
      expect([finding.id, finding.mend.nl, finding.mend.en]).not.toContain('');
      expect(finding.recheck).toBe(`${report.trial.command} --only ${finding.audit}`);
    }
    for (const [audit, says] of Object.entries(hostile.told ?? {})) {
      expect([audit, outcomeOf(end, audit)]).toEqual([audit, 'fail']);
      expect(report.audits.find(({ id }) => id === audit)?.details.join('\n')).toMatch(says);
    }

    const page = readFileSync(files.html, 'utf8');
    expect(page).toContain('&lt;proef-7tuin&gt;');
    expect(await aliveIn(files.html)).toEqual([]);
    expect(MOVES.exec(page)?.index).toBeUndefined();
    expect(MOVES.exec(renderText(report, files))?.index).toBeUndefined();
    expect((await lab.engine.list(report.trial.id)).length).toBe(0);
  },
  PATIENCE,
);
