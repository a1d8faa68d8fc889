import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from './html.ts';
import { madeUp, SOME_BROKEN } from './testing/report.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const VIEWS = [1280, 320].flatMap((width) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['nl', 'en'] as const).map((language) => ({ width, colorScheme, language })),
  ),
);

describe('the page in a real browser', () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const file = join(folder, 'report.html');

  beforeAll(async () => {
    const { report, sources } = madeUp(SOME_BROKEN);
    writeFileSync(file, renderHtml(report, sources));
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test.each(VIEWS)(
    'has no accessibility fault at $width px, $colorScheme, $language',
    async ({ width, colorScheme, language }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      await page.goto(pathToFileURL(file).href);
      await page.check(`#taal-${language}`);
      await page.evaluate('for (const d of document.querySelectorAll("details")) d.open = true');
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await context.close();
    },
  );

  test('shows one language at a time, chosen by keyboard, and all of it without script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.getByRole('heading', { name: 'Bevindingen, naar gewicht' }).count()).toBe(1);
    expect(await page.getByRole('heading', { name: 'Findings, by impact' }).count()).toBe(0);
    await page.locator('#taal-nl').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('heading', { name: 'Findings, by impact' }).count()).toBe(1);
    expect(await page.getByRole('heading', { name: 'Bevindingen, naar gewicht' }).count()).toBe(0);
    await context.close();
  });
});
