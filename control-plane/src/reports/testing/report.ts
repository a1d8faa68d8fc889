import type { Evidence } from '@proeftuin/contract/evidence';
import type { Report } from '@proeftuin/contract/scorecard';
import { grade } from '../../evaluation/grade.ts';
import { rubricOf } from '../../evaluation/rubric/rubrics.ts';
import { EvidenceMaker } from '../../evaluation/testing/evidence.ts';
import { wholeTrial } from '../../evaluation/testing/trial.ts';
import type { Sources } from '../evidence.ts';

/** A report of a made-up trial, and the evidence it rests on. */
export function madeUp(
  broken: readonly string[],
  more: (make: EvidenceMaker) => unknown = () => undefined,
): { report: Report; sources: Sources; records: Evidence[] } {
  const make = wholeTrial(new EvidenceMaker(), broken);
  more(make);
  const { records } = make;
  const context = make.context();
  const card = grade(records, context, rubricOf('v1'));
  const report: Report = {
    v: 1,
    trial: {
      id: 't-20260105-1a2b3c',
      startedAt: '2026-01-05T09:00:00.000Z',
      endedAt: '2026-01-05T09:02:11.000Z',
      state: 'done',
      command: 'proeftuin try .',
    },
    services: [{ name: 'verhuisloket', version: '1.4.0', title: { nl: 'Verhuisloket', en: 'Moving desk' } }],
    set: {
      profile: 'aalter',
      seed: '309',
      date: '2026-01-05',
      population: 29000,
      suite: 'quick',
      rubric: 'v1',
      engine: 'docker',
      versions: { proeftuin: '0.1.0', node: '24.10.0' },
      digests: { web: `sha256:${'ab'.repeat(32)}` },
      notes: ['web: writable /var/lib/app'],
    },
    isolation: [
      { id: 'no-route', grade: 'strict', verdict: 'pass', detail: 'no route to 12 addresses tried' },
      { id: 'closed-build', grade: 'strict', verdict: 'not-run', detail: 'built open' },
    ],
    dimensions: card.dimensions,
    level: card.level,
    missing: card.missing,
    rubric: card.rubric,
    audits: card.audits,
    findings: card.findings.map((finding) => ({ ...finding, recheck: `proeftuin try . --only ${finding.audit}` })),
    scenarios: [{ id: 'quick/report-move', outcome: 'ok' }],
  };
  const byId = new Map(records.map((r) => [r.id, r]));
  return { report, records, sources: { evidence: (id) => byId.get(id), blob: context.blob } };
}

/** Something of each kind of finding. */
export const SOME_BROKEN: readonly string[] = [
  'security/session/csrf-refused',
  'security/exposure/security-headers',
  'security/privacy/insz-not-in-logs',
  'integration/outcome/task-completed',
  'integration/registers/pages-followed',
  'value/burden/once-only',
  'experience/accessibility/contrast',
  'experience/forms/errors-name-the-field',
];
