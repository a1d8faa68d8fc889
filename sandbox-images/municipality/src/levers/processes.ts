import { type CaseSeen, type RuleSeen, ruleChangeSchema } from '@proeftuin/contract/municipality';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Shared } from '../context.ts';
import { PROCESSES, processOf } from '../processes/all.ts';
import { type Case, caseOf, casesOf } from '../processes/cases.ts';
import { perform } from '../processes/perform.ts';
import type { Rule } from '../processes/process.ts';
import { changeRule, rulesOf } from '../processes/rules.ts';

const doneSchema = z.strictObject({ activity: z.string().max(60), note: z.string().max(2000).default('') });

const caseSeen = ({ id, process, service, subject, state, rule, amount, filing }: Case): CaseSeen => ({
  id,
  process,
  service,
  subject,
  state,
  rule,
  amount,
  filing: { ...filing },
});
const ruleSeen = ({ from, values }: Rule): RuleSeen => ({ from, values });

/** What the lab does to local processes: it changes their rules, and handles cases as a civil servant would. */
export function processLevers({ town, clock }: Pick<Shared, 'town' | 'clock'>): Hono {
  const app = new Hono();
  const nothing = { why: `no such process; there are ${PROCESSES.map(({ id }) => id).join(', ')}` };
  const nowhere = { why: `no such municipality; there are ${town.municipalities.map(({ nis }) => nis).join(', ')}` };
  const elsewhere = (nis: string | undefined): boolean =>
    nis !== undefined && !town.municipalities.some((one) => one.nis === nis);

  app.get('/rules/:process', (c) => {
    const process = processOf(c.req.param('process'));
    const nis = c.req.query('municipality');
    if (process === undefined) return c.json(nothing, 404);
    return elsewhere(nis) ? c.json(nowhere, 404) : c.json({ rules: rulesOf(town, process, nis).map(ruleSeen) });
  });
  app.post('/rules', async (c) => {
    const change = ruleChangeSchema.parse(await c.req.json());
    const process = processOf(change.process);
    if (process === undefined) return c.json(nothing, 404);
    if (elsewhere(change.municipality)) return c.json(nowhere, 404);
    try {
      return c.json(ruleSeen(changeRule(town, process, change.from, change.values, change.municipality)));
    } catch (error) {
      if (error instanceof RangeError) return c.json({ why: error.message }, 409);
      throw error;
    }
  });
  app.get('/cases', (c) => {
    const { process, subject } = c.req.query();
    const cases = PROCESSES.filter(({ id }) => process === undefined || id === process)
      .flatMap(({ id }) => casesOf(town, id))
      .filter((one) => subject === undefined || one.subject === subject);
    return c.json({ cases: cases.map(caseSeen) });
  });
  app.post('/cases/:process/:id', async (c) => {
    const { activity, note } = doneSchema.parse(await c.req.json());
    const process = processOf(c.req.param('process'));
    const one = process === undefined ? undefined : caseOf(town, process.id, c.req.param('id'));
    if (process === undefined || one === undefined) return c.json({ why: 'no such case' }, 404);
    const done = perform(town, process, one, 'behandelaar', { activiteit: activity, toelichting: note }, clock.lab());
    return 'refused' in done ? c.json({ why: done.detail }, 409) : c.json(caseSeen(done));
  });
  return app;
}
