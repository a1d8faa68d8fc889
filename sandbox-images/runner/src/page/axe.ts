import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Data } from '@proeftuin/contract/evidence';
import * as z from 'zod';

/** The short build: it is sent to each page anew, and read there. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page of more elements than this is not examined: it would take longer than a trial may. */
export const MOST_ELEMENTS = 6_000;

const node = z.object({
  target: z.string().max(500),
  html: z.string().max(500),
  summary: z.string().max(1000),
});
const resultSchema = z.object({
  found: z.array(
    z.object({
      rule: z.string().max(100),
      impact: z.string().max(20),
      help: z.string().max(300),
      tags: z.array(z.string().max(60)),
      nodes: z.array(node),
      certain: z.boolean(),
    }),
  ),
  passed: z.array(z.string()),
  inapplicable: z.array(z.string()),
});
export type AxeResult = z.infer<typeof resultSchema> & { found: NonNullable<Data<'page'>['axe']> };
export { resultSchema as axeSchema };

/** axe over the whole page, WCAG 2.1 A and AA only, at most ten places a rule. */
export const AXE = `(async () => { ${source};
const cut = (s, n) => String(s ?? '').slice(0, n);
const r = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }, resultTypes: ['violations', 'incomplete'], iframes: false, elementRef: false });
const told = (certain) => (rule) => ({ rule: rule.id, impact: rule.impact ?? 'minor', help: cut(rule.help, 300), tags: rule.tags, certain,
  nodes: rule.nodes.slice(0, 10).map((n) => ({ target: cut(n.target.join(' '), 500), html: cut(n.html, 500), summary: cut(n.failureSummary, 1000) })) });
return { found: [...r.violations.map(told(true)), ...r.incomplete.map(told(false))], passed: r.passes.map((p) => p.id), inapplicable: r.inapplicable.map((p) => p.id) };
})()`;
