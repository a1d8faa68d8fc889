import { clean } from '@proeftuin/contract/clean';
import { DIMENSIONS, type Finding, type OutcomeName, type Report } from '@proeftuin/contract/scorecard';
import { cut } from '../evaluation/clean.ts';
import { gateTitle, headingOf, isRecheck, OUTCOME_MARKS, VERDICT_WORDS } from './words.ts';

/** How many findings a terminal shows; the page has them all. */
const SHOWN = 10;
const MISSING = 6;
const WIDTH = 98;

/** Where the report was written, and the service's folder as a shell takes it from where the trial was asked for. */
interface Written {
  readonly folder: string;
  readonly html: string;
  readonly folderAsTyped?: string;
}

/** The scorecard for a terminal: level, four dimensions, what to do first, findings by impact. No colours, no escapes. */
export function renderText(report: Report, files?: Written): string {
  const service = report.services.map((s) => `${s.name} ${s.version}`).join(', ');
  const lines = [
    '',
    `${service} — ${headingOf(report).en.toUpperCase()}`,
    `suite ${report.set.suite}, profile ${report.set.profile}, seed ${report.set.seed}, ${report.trial.endedAt.slice(0, 10)}, trial ${report.trial.id}`,
    ...errorLines(report),
    '',
    ...dimensionLines(report),
    ...isolationLines(report),
    ...missingLines(report),
    ...findingLines(report.findings, files?.folderAsTyped ?? '.'),
    '',
    ...(files === undefined ? [] : [`report   ${files.html}`, `evidence ${files.folder}`]),
  ];
  return `${lines
    .map((line) => clean(line).trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

function errorLines({ trial }: Report): string[] {
  const { error } = trial;
  if (error === undefined) return [];
  return ['', `It ended early: ${error.code}`, ...wrap(error.message, 2), ...wrap(`Next: ${error.next}`, 2)];
}

function dimensionLines(report: Report): string[] {
  return DIMENSIONS.map((dimension) => {
    const { verdict, coverage, outcomes, worst, index } = report.dimensions[dimension];
    const of = coverage.examined + coverage.notExamined;
    const figures = [
      `${coverage.examined} of ${of} examined`,
      `${outcomes.fail} not in order`,
      ...(worst === undefined ? [] : [`worst ${worst}`]),
      ...(index === undefined ? [] : [`index ${index}`]),
    ];
    return `  ${dimension.padEnd(12)} ${VERDICT_WORDS[verdict].en.padEnd(26)} ${figures.join(', ')}`;
  });
}

function isolationLines({ isolation }: Report): string[] {
  const broken = isolation.filter((i) => i.verdict === 'fail');
  return broken.length === 0 ? [] : ['', ...broken.flatMap((i) => wrap(`! weak isolation: ${i.id}: ${i.detail}`, 2))];
}

function missingLines(report: Report): string[] {
  const { missing, audits } = report;
  if (missing.length === 0 || report.trial.error !== undefined || isRecheck(report)) return [];
  const lines = missing
    .slice(0, MISSING)
    .map((gate) => `  ${mark(gate.outcome)} ${gateTitle(audits, gate.audit).en} (${gate.audit})`);
  const more = missing.length > MISSING ? [`  … and ${missing.length - MISSING} more`] : [];
  return ['', `Missing to be ${missing[0]?.level ?? ''}:`, ...lines, ...more];
}

function findingLines(findings: readonly Finding[], folder: string): string[] {
  const [first] = findings;
  if (first === undefined) return ['', 'No findings.'];
  const shown = findings
    .slice(0, SHOWN)
    .flatMap((f) => [
      ...wrap(`${mark(f.outcome)} ${f.severity}: ${f.sentence.en}`, 2),
      ...f.details.slice(0, 2).flatMap((d) => wrap(cut(d, 160), 6)),
      `      ${f.audit}`,
    ]);
  const more = findings.length > SHOWN ? [`  … and ${findings.length - SHOWN} more in the report`] : [];
  return [
    '',
    'Do this first:',
    ...wrap(first.mend.en, 2),
    `  then: ${first.recheck.replace(/^proeftuin try \./, () => `proeftuin try ${folder}`)}`,
    '',
    'Findings by impact:',
    ...shown,
    ...more,
  ];
}

const mark = (outcome: OutcomeName): string => OUTCOME_MARKS[outcome];

/** Lines of at most WIDTH, indented, the following ones two more. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  for (const word of text.split(/\s+/)) {
    if (line.trim() !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = ' '.repeat(indent + 2);
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}
