import { BASE, type EvidenceMaker } from './evidence.ts';
import type { Example } from './examples.ts';

const effort = (audit: string, good: Record<string, number>, bad: Record<string, number>): Example => ({
  audit: `value/burden/${audit}`,
  good: (m) => m.story(`effort/${audit}`, { steps: { pages: 2, typed: 3, prefilled: 1, documents: 0, ...good } }),
  bad: (m) => m.story(`effort/${audit}`, { steps: { pages: 2, typed: 3, prefilled: 1, documents: 0, ...bad } }),
});
const field = (m: EvidenceMaker, filled: boolean) =>
  m.page({
    path: '/verhuizen',
    fields: [{ name: 'naam', label: 'Familienaam', type: 'text', autocomplete: 'family-name', required: true, filled }],
  });
const told = (m: EvidenceMaker, text: string) => {
  m.story('quick/report-move');
  m.page({ path: '/klaar', text }, 'quick/report-move#1');
};
const phone = (m: EvidenceMaker, completed: boolean) =>
  m.look('phone', {
    intent: 'report-move',
    completed,
    pages: [],
    ...(completed ? {} : { stuck: 'button "Verder"' }),
  });
const traffic = (m: EvidenceMaker, size: number) => {
  m.story('quick/report-move');
  m.exchange('/', { body: 'x'.repeat(size) }, 'quick/report-move#1');
};
/** The browser's own time is no cost of a case. */
const cpu = (m: EvidenceMaker, spent: number) => {
  m.story('quick/report-move');
  for (const at of [0, 60_000])
    m.add('usage-sample', { workload: 'play', container: 'browser', cpu: at, memory: 1, limit: 2, pids: 3 });
  for (const at of [500, 500 + spent])
    m.add('usage-sample', { workload: 'web', container: 'web', cpu: at, memory: 1, limit: 2, pids: 3 });
};
const called = (m: EvidenceMaker, host: string, type: string, status = 200) =>
  m.exchange(`https://${host}/v2/adressen`, { from: 'web', status, told: { 'content-type': type } });

export const value: readonly Example[] = [
  effort('steps', {}, { pages: 12 }),
  effort('fields-asked', {}, { typed: 40 }),
  effort('documents-asked', {}, { documents: 2 }),
  effort('citizen-minutes', {}, { pages: 40, typed: 60 }),
  { audit: 'value/burden/once-only', good: (m) => field(m, true), bad: (m) => field(m, false) },
  { audit: 'value/burden/prefilled-share', good: (m) => field(m, true), bad: (m) => field(m, false) },
  {
    audit: 'value/reach/end-to-end-digital',
    good: (m) => told(m, 'Uw aangifte is ingediend. De wijkagent komt binnenkort langs.'),
    bad: (m) => told(m, 'Druk dit formulier af, teken het en stuur het naar ons.'),
  },
  {
    audit: 'value/reach/status-visible',
    good: (m) => told(m, 'Uw aangifte is ingediend. Status: in behandeling.'),
    bad: (m) => told(m, 'Dank u wel.'),
  },
  { audit: 'value/reach/works-on-a-phone', good: (m) => phone(m, true), bad: (m) => phone(m, false) },
  {
    audit: 'value/reuse/building-blocks-used',
    good: (m) => called(m, `login.${BASE}`, 'application/json'),
    bad: (m) => called(m, `login.${BASE}`, 'application/json', 404),
  },
  {
    audit: 'value/reuse/standards-share',
    good: (m) => called(m, `basisregisters.${BASE}`, 'application/ld+json'),
    bad: (m) => called(m, `personen.${BASE}`, 'application/json'),
  },
  { audit: 'value/cost/bytes-per-case', good: (m) => traffic(m, 1000), bad: (m) => traffic(m, 6_000_000) },
  { audit: 'value/cost/cpu-per-case', good: (m) => cpu(m, 300), bad: (m) => cpu(m, 90_000) },
];
