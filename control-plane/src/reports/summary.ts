import {
  DIMENSIONS,
  type Dimension,
  type OutcomeName,
  type Report,
  type Severity,
} from '@proeftuin/contract/scorecard';
import { anchor, both, html, type Markup, say } from './markup.ts';
import {
  DIMENSION_QUESTIONS,
  DIMENSION_WORDS,
  gateTitle,
  headingOf,
  isRecheck,
  levelWords,
  OUTCOME_MARKS,
  OUTCOME_WORDS,
  readingOf,
  SEVERITY_WORDS,
  VERDICT_WORDS,
} from './words.ts';

export const outcomeBadge = (outcome: OutcomeName): Markup =>
  html`<span class="badge ${outcome}"><span aria-hidden="true">${OUTCOME_MARKS[outcome]}</span> ${say(OUTCOME_WORDS[outcome])}</span>`;

export const severityBadge = (severity: Severity): Markup =>
  html`<span class="badge ${severity}">${say(SEVERITY_WORDS[severity])}</span>`;

const BAD: readonly OutcomeName[] = ['fail', 'error', 'not-run', 'needs-review'];

/** The level and how to read it; what ended the trial early; isolation that does not hold. */
export function levelSection(report: Report): Markup {
  const inOrder = isRecheck(report)
    ? !report.audits.some((a) => BAD.includes(a.outcome))
    : report.level !== 'not ready';
  const state = report.trial.error === undefined && inOrder ? 'ready' : 'not-ready';
  const { error } = report.trial;
  const broken = report.isolation.filter((i) => i.verdict === 'fail');
  return html`<div class="level ${state}"><strong>${say(headingOf(report))}</strong><p>${say(readingOf(report))}</p></div>
${
  error !== undefined &&
  html`<div class="alert" role="note"><p><strong>${both('De proef eindigde vroegtijdig', 'The trial ended early')}</strong> (<code>${error.code}</code>)</p><p>${error.message}</p><p>${error.next}</p></div>`
}${
  broken.length > 0 &&
  html`<div class="alert" role="note"><p><strong>${both('De afscherming van deze proef was niet volledig.', 'The isolation of this trial was not complete.')}</strong> ${both('Lees elk oordeel met dat voorbehoud', 'Read each judgement with that in mind')}: ${broken.map((i) => i.id).join(', ')}.</p></div>`
}`;
}

export const cards = (report: Report): Markup =>
  html`<section aria-labelledby="dimensions"><h2 class="quiet" id="dimensions">${both('Vier vragen', 'Four questions')}</h2><ul class="cards">${DIMENSIONS.map((dimension) => card(dimension, report))}</ul></section>`;

function card(dimension: Dimension, report: Report): Markup {
  const { verdict, coverage, outcomes, worst, index } = report.dimensions[dimension];
  const all = coverage.examined + coverage.notExamined;
  const share = (count: number) => (all === 0 ? 0 : Math.round((1000 * count) / all) / 10);
  const look = {
    shortfall: 'shortfall',
    'no shortfall found': 'held',
    incomplete: 'incomplete',
    'not applicable': 'na',
  }[verdict];
  return html`<li class="card"><h3><a href="#d-${dimension}">${say(DIMENSION_WORDS[dimension])}</a></h3><p class="q">${say(DIMENSION_QUESTIONS[dimension])}</p>
<p><span class="badge ${look}">${say(VERDICT_WORDS[verdict])}</span></p>
<div class="bar" aria-hidden="true"><i class="pass" style="width:${share(outcomes.pass)}%"></i><i class="fail" style="width:${share(outcomes.fail)}%"></i><i class="review" style="width:${share(outcomes['needs-review'])}%"></i></div>
<p class="small">${both(`${coverage.examined} van ${all} onderzocht`, `${coverage.examined} of ${all} examined`)} · ${both(`${outcomes.fail} niet in orde`, `${outcomes.fail} not in order`)}${
    worst !== undefined && html` · ${both('ergste', 'worst')} ${say(SEVERITY_WORDS[worst])}`
  }${index !== undefined && html` · index ${index}`}</p></li>`;
}

/** Missing gates that are told by their titles. */
const TITLED = 20;

/** Gates to the next level. */
export function missingSection(report: Report): Markup | undefined {
  const [first] = report.missing;
  if (first === undefined || report.trial.error !== undefined || isRecheck(report)) return undefined;
  const level = levelWords(first.level);
  const told = new Set(report.findings.map((f) => f.audit));
  const link = (id: string, at: number) => {
    const title = at < TITLED ? say(gateTitle(report.audits, id)) : html`<code>${id}</code>`;
    return told.has(id) ? html`<a href="#${anchor('f', id)}">${title}</a>` : title;
  };
  return html`<section aria-labelledby="missing"><h2 id="missing">${both('Wat ontbreekt tot', 'What is missing to')} “${say(level)}”</h2>
<ul class="plain">${report.missing.map((gate, at) => html`<li>${at < TITLED && outcomeBadge(gate.outcome)} ${link(gate.audit, at)}</li>`)}</ul></section>`;
}
