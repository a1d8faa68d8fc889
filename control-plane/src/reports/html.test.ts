import { expect, test } from 'vitest';
import { audits } from '../evaluation/registry.ts';
import { renderHtml } from './html.ts';
import { madeUp, SOME_BROKEN } from './testing/report.ts';

const HOSTILE = '<script>alert(1)</script>"\'&\u001b[31mred\u001b[0m\u202egnp.exe\u2066\u0000';
const withoutPictures = (page: string) => page.replaceAll(/data:image[^"]*/g, '');

test('holds each finding with its sentence, what to do, its evidence and how to look again', () => {
  const { report, sources } = madeUp(SOME_BROKEN);
  const page = renderHtml(report, sources).replaceAll(/<\/?code>/g, '`');
  const plain = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll("'", '&#39;')
      .replaceAll('"', '&quot;')
      .replaceAll('>', '&gt;');
  expect(report.findings.length).toBeGreaterThanOrEqual(SOME_BROKEN.length);
  for (const f of report.findings) {
    for (const text of [f.sentence.nl, f.sentence.en, f.mend.nl, f.mend.en, f.recheck])
      expect(page).toContain(plain(text));
    for (const id of f.evidence.slice(0, 3)) expect(page).toContain(id);
  }
});

test('stays small, without pictures, when every audit fails', () => {
  const { report, sources } = madeUp(audits.map((a) => a.id));
  expect(report.findings.length).toBeGreaterThan(100);
  expect(Buffer.byteLength(withoutPictures(renderHtml(report, sources)))).toBeLessThan(150_000);
});

test('shows hostile evidence as text that neither runs, hides nor turns', () => {
  const { report, sources } = madeUp(SOME_BROKEN, (make) => {
    make.exchange(`/?q=${encodeURIComponent('<script>')}`, {
      told: { server: HOSTILE.replace('\u0000', '') },
      body: HOSTILE,
    });
    make.page({ title: HOSTILE, path: '/x', lang: HOSTILE });
    make.story('quick/other', { outcome: 'failed', cause: 'provider:assertion', message: HOSTILE });
  });
  const hostile = {
    ...report,
    scenarios: [{ id: HOSTILE, outcome: 'failed', message: HOSTILE }],
    services: [{ name: HOSTILE, version: HOSTILE, title: { nl: HOSTILE, en: HOSTILE } }],
    set: { ...report.set, seed: HOSTILE, notes: [HOSTILE], digests: { [HOSTILE]: HOSTILE } },
    isolation: [{ id: HOSTILE, grade: 'strict' as const, verdict: 'fail' as const, detail: HOSTILE }],
  };
  const page = renderHtml(hostile, sources);
  expect(page).not.toMatch(/<script|javascript:|<iframe|\son\w+=/i);
  expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(page).toContain('&lt;script&gt;');
});

test('has no script and asks nothing of the network', () => {
  const { report, sources } = madeUp(SOME_BROKEN);
  const page = renderHtml(report, sources);
  expect(page).not.toMatch(/<script|<link|<iframe|<object|@import|\bsrc="(?!data:)|url\(/i);
  expect([...page.matchAll(/href="([^"]*)"/g)].map((m) => m[1]).filter((href) => !href?.startsWith('#'))).toEqual([]);
});

test('has each anchor that it links to, once', () => {
  const { report, sources } = madeUp(SOME_BROKEN);
  const page = renderHtml(report, sources);
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1]);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...page.matchAll(/href="#([^"]*)"/g)].map((m) => m[1]);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test('carries a screenshot once, and none that is no picture or too large', () => {
  const jpeg = (size: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(size)]);
  const story = { outcome: 'failed', cause: 'provider:assertion' } as const;
  const { report, sources } = madeUp([], (make) => {
    const shots = [jpeg(1000), jpeg(1000), jpeg(900_000), Buffer.from('<svg onload="x">')].map((b) => make.blob(b));
    for (const [at, screenshot] of shots.entries()) {
      make.story(`quick/${at}`, story);
      make.page({ screenshot, path: `/p${at}` }, `quick/${at}#1`);
    }
  });
  const [finding] = report.findings;
  const all = {
    ...report,
    findings:
      finding === undefined ? [] : finding.evidence.map((id) => ({ ...finding, audit: `x/${id}`, evidence: [id] })),
  };
  expect([...renderHtml(all, sources).matchAll(/<img /g)].length).toBe(1);
});

test('says when the lab failed and when isolation did not hold', () => {
  const { report, sources } = madeUp([]);
  const page = renderHtml(
    {
      ...report,
      trial: {
        ...report.trial,
        state: 'error',
        error: { code: 'lab.channel-lost', message: 'it was lost', next: 'Run it again.' },
      },
      isolation: [{ id: 'no-route', grade: 'strict', verdict: 'fail', detail: 'reached 10.0.0.1' }],
    },
    sources,
  );
  for (const text of [
    'lab.channel-lost',
    'it was lost',
    'Run it again.',
    'reached 10.0.0.1',
    'The isolation of this trial was not complete',
  ])
    expect(page).toContain(text);
});

test('is the same bytes for the same report, and as it was', async () => {
  const { report, sources } = madeUp(SOME_BROKEN);
  const page = renderHtml(report, sources);
  expect(renderHtml(report, sources)).toBe(page);
  const outline = [...page.matchAll(/<h([1-3])[^>]*>(.*?)<\/h\1>/g)].map(
    (m) =>
      `${m[1]} ${m[2]
        ?.replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()}`,
  );
  await expect(`${outline.join('\n')}\n`).toMatchFileSnapshot('golden/outline.txt');
});
