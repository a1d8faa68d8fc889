import {
  type AuditResult,
  DIMENSIONS,
  type Dimension,
  type OutcomeName,
  type Report,
} from '@proeftuin/contract/scorecard';
import { anchor, both, html, type Markup, say } from './markup.ts';
import { outcomeBadge } from './summary.ts';
import { DIMENSION_WORDS, STORY_WORDS } from './words.ts';

/** All audits of each dimension, folded. */
export const auditTables = (report: Report): Markup =>
  html`<section aria-labelledby="audits"><h2 id="audits">${both('Alles wat beoordeeld werd', 'All that was judged')}</h2>${DIMENSIONS.map((d) => auditTable(d, report))}</section>`;

/** Outcomes in the order of reading; what was not examined has a section of its own. */
const SHOWN: readonly OutcomeName[] = ['fail', 'needs-review', 'pass', 'not-applicable'];

function auditTable(dimension: Dimension, { audits, findings }: Report): Markup {
  const own = audits.filter((a) => a.dimension === dimension && SHOWN.includes(a.outcome));
  const told = new Set(findings.map((f) => f.audit));
  return html`<details id="d-${dimension}"><summary>${say(DIMENSION_WORDS[dimension])} (${own.length})</summary>
${SHOWN.map((outcome) =>
  outcomeList(
    outcome,
    own.filter((a) => a.outcome === outcome),
    told,
  ),
)}</details>`;
}

function outcomeList(outcome: OutcomeName, audits: readonly AuditResult[], told: ReadonlySet<string>): Markup | false {
  const line = (a: AuditResult) =>
    told.has(a.id)
      ? html`<a href="#${anchor('f', a.id)}"><code>${a.id}</code></a>`
      : html`${say(a.title)}${figure(a)} <span class="small">${requirements(a)}</span>`;
  return (
    audits.length > 0 &&
    html`<p>${outcomeBadge(outcome)} ${audits.length}</p><ul class="facts">${audits.map((a) => html`<li>${line(a)}</li>`)}</ul>`
  );
}

const requirements = (a: AuditResult): string =>
  a.requirements.length > 4
    ? `${a.requirements.slice(0, 4).join(', ')} … +${a.requirements.length - 4}`
    : a.requirements.join(', ');

/** A number as its readers write it; nobody acts on the fractions of a large one. */
const number = (value: number, language: string): string =>
  value.toLocaleString(language, { maximumFractionDigits: value < 10 ? 2 : 0 });

function figure({ measured }: AuditResult): Markup | undefined {
  if (measured === undefined) return undefined;
  const { value, unit, limit } = measured;
  const told = (language: string, most: string) =>
    [number(value, language), ...(limit === undefined ? [] : [most, number(limit, language)]), unit].join(' ').trim();
  return html` <span class="small">(${both(told('nl-BE', 'van hoogstens'), told('en-GB', 'of at most'))})</span>`;
}

/** What was not examined, grouped by its reason. */
export function notExamined({ audits }: Report): Markup {
  const left = audits.filter((a) => a.outcome === 'not-run' || a.outcome === 'error');
  const reasons = new Map<string, AuditResult[]>();
  for (const a of left) {
    const key = `${a.outcome} ${a.reason?.en ?? ''}`;
    reasons.set(key, [...(reasons.get(key) ?? []), a]);
  }
  return html`<section aria-labelledby="left"><h2 id="left">${both('Wat niet onderzocht werd', 'What was not examined')} (${left.length})</h2>
<p>${both('Hierover zegt dit rapport niets: goed noch slecht.', 'Of this the report says nothing: neither good nor bad.')}</p>
<ul class="plain">${[...reasons.values()].map(
    (group) =>
      html`<li class="finding">${group[0]?.outcome === 'error' && outcomeBadge('error')} ${group[0]?.reason === undefined ? '' : say(group[0].reason)}
<p class="small">${group.map((a, i) => [i === 0 ? '' : ', ', html`<code>${a.id}</code>`])}</p></li>`,
  )}</ul></section>`;
}

export const storyTable = ({ scenarios }: Report): Markup | false =>
  scenarios.length > 0 &&
  html`<section aria-labelledby="stories"><h2 id="stories">${both('Verhalen die gespeeld werden', 'Stories that were played')}</h2>
<table><thead><tr><th scope="col">${both('Verhaal', 'Story')}</th><th scope="col">${both('Uitkomst', 'Outcome')}</th><th scope="col">${both('Waarom', 'Why')}</th></tr></thead>
<tbody>${scenarios.map((s) => html`<tr><td><code>${s.id}</code></td><td>${say(STORY_WORDS[s.outcome] ?? { nl: s.outcome, en: s.outcome })}</td><td>${s.outcome === 'not-applicable' ? '' : [s.cause, s.message].filter((x) => x !== undefined).join(': ')}</td></tr>`)}</tbody></table></section>`;

const VERDICTS = { pass: 'pass', fail: 'fail', 'not-run': 'not-run' } as const;

export const isolationTable = ({ isolation }: Report): Markup =>
  html`<section aria-labelledby="isolation"><h2 id="isolation">${both('Afscherming, beproefd in deze zandbak', 'Isolation, tried in this very sandbox')}</h2>
<table><thead><tr><th scope="col">${both('Waarborg', 'Guarantee')}</th><th scope="col">${both('Uitkomst', 'Outcome')}</th><th scope="col">${both('Gezien', 'Seen')}</th></tr></thead>
<tbody>${isolation.map((i) => html`<tr><td><code>${i.id}</code> <span class="small">(${i.grade})</span></td><td>${outcomeBadge(VERDICTS[i.verdict])}</td><td lang="en-GB">${i.detail}</td></tr>`)}</tbody></table></section>`;

/** With these the trial can be replayed. */
export function setSection({ set, rubric, trial }: Report): Markup {
  const row = (nl: string, en: string, value: string | number | Markup) =>
    html`<dt>${both(nl, en)}</dt><dd>${value}</dd>`;
  const list = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries).map(([name, value]) => html`<div>${name} <code>${value}</code></div>`);
  const residents = (word: string, language: string) =>
    set.population === 0 ? '' : `${number(set.population, language)} ${word}, `;
  const town = html`${set.profile}, ${both(residents('inwoners', 'nl-BE'), residents('residents', 'en-GB'))}${set.date}`;
  return html`<section aria-labelledby="set"><h2 id="set">${both('De opstelling', 'The set-up')}</h2>
<dl>${row('Gemeente', 'Municipality', town)}${row('Zaad', 'Seed', set.seed)}${row('Suite', 'Suite', set.suite)}${row(
    'Maatstaf',
    'Rubric',
    html`${rubric.id} <code>${rubric.hash}</code>`,
  )}${row('Machine', 'Engine', set.engine)}${row('Proef', 'Trial', html`<code>${trial.id}</code>, ${trial.startedAt} – ${trial.endedAt}`)}${row(
    'Opdracht',
    'Command',
    html`<code>${trial.command}</code>`,
  )}${row('Versies', 'Versions', html`${list(set.versions)}`)}${row('Images', 'Images', html`${list(set.digests)}`)}${
    set.notes.length > 0 &&
    row('Aangepast', 'Adapted', html`${set.notes.map((n) => html`<div lang="en-GB">${n}</div>`)}`)
  }</dl></section>`;
}
