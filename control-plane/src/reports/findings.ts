import type { Finding, Report } from '@proeftuin/contract/scorecard';
import { cut } from '../evaluation/clean.ts';
import { moreEvidence, type Quotes } from './evidence.ts';
import { anchor, both, html, type Markup, say } from './markup.ts';
import { outcomeBadge, severityBadge } from './summary.ts';
import { DIMENSION_WORDS } from './words.ts';

/** Records that are quoted under one finding. */
const QUOTED = 3;

export function findingsSection(report: Report, quotes: Quotes): Markup {
  const [first] = report.findings;
  if (first === undefined)
    return html`<section aria-labelledby="findings"><h2 id="findings">${both('Bevindingen', 'Findings')}</h2><p>${both('Geen.', 'None.')}</p></section>`;
  return html`<section aria-labelledby="first"><h2 id="first">${both('Doe dit eerst', 'Do this first')}</h2>
<div class="first"><p><strong>${say(first.sentence)}</strong></p><p>${say(first.mend)}</p><p>${both('Kijk daarna alleen dit na, in de map van de dienst', 'Then re-check only this, in the folder of the service')}: <code>${first.recheck}</code></p></div></section>
<section aria-labelledby="findings"><h2 id="findings">${both('Bevindingen, naar gewicht', 'Findings, by impact')} (${report.findings.length})</h2>
<ol class="findings">${report.findings.map((f, at) => (at < WHOLE ? finding(f, quotes) : briefly(f)))}</ol></section>`;
}

/** Findings told whole; those after them have their sentence, what to do and the way to look again. */
const WHOLE = 40;

const briefly = (
  f: Finding,
): Markup => html`<li class="finding" id="${anchor('f', f.audit)}"><h3>${say(f.sentence)}</h3>
<p class="mend">${say(f.mend)}</p><p class="small"><code>${f.recheck}</code></p></li>`;

/** Details shown under one finding. */
const DETAILS = 4;

function finding(f: Finding, quotes: Quotes): Markup {
  const shown = f.evidence.slice(0, QUOTED).flatMap((id) => {
    const quoted = quotes.quote(id);
    return quoted === undefined ? [] : [{ id, quoted }];
  });
  const rest = f.evidence.filter((id) => !shown.some((s) => s.id === id));
  const badge = f.outcome === 'fail' ? severityBadge(f.severity) : outcomeBadge(f.outcome);
  return html`<li class="finding" id="${anchor('f', f.audit)}"><h3>${say(f.sentence)}</h3>
<p>${badge} <span class="small">${say(DIMENSION_WORDS[f.dimension])}</span></p>
<p class="mend">${say(f.mend)}</p>
${
  f.details.length > 0 &&
  html`<ul class="facts" lang="en-GB">${f.details.slice(0, DETAILS).map((d) => html`<li>${cut(d, 220)}</li>`)}${f.details.length > DETAILS && html`<li>… +${f.details.length - DETAILS}</li>`}</ul>`
}${
  shown.length > 0
    ? html`<details><summary>${both('Bewijs', 'Evidence')} (${f.evidence.length})</summary>${shown.map((s) => s.quoted)}${moreEvidence(rest)}</details>`
    : moreEvidence(rest)
}
<p class="small"><code>${f.recheck}</code></p></li>`;
}
