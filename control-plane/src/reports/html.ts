import type { Report } from '@proeftuin/contract/scorecard';
import { Quotes, type Sources } from './evidence.ts';
import { findingsSection } from './findings.ts';
import { both, html, say } from './markup.ts';
import { Pictures } from './pictures.ts';
import { STREET, STYLE } from './style.ts';
import { cards, levelSection, missingSection } from './summary.ts';
import { auditTables, isolationTable, notExamined, setSection, storyTable } from './tables.ts';

/** No script, no network: pictures and style lie within the file. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * `report.html`: one file that reads without script or network, in Dutch and English, on paper and on a phone. All that
 * comes from evidence is escaped and cleaned where it is written; what the sources do not have is left out.
 */
export function renderHtml(report: Report, sources: Sources): string {
  const quotes = new Quotes(sources, new Pictures(sources.blob));
  const names = report.services.map((s) => `${s.name} ${s.version}`).join(', ');
  return html`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${names} – Proeftuin</title>
<style>${STYLE}</style>
</head>
<body>
<header class="chrome"><div class="top"><span class="brand">Proeftuin · ${both('de 309de gemeente', 'the 309th municipality')}</span>
<fieldset class="taal"><legend>Taal / <span lang="en-GB">Language</span></legend>
<label><input type="radio" name="taal" id="taal-nl" checked> Nederlands</label>
<label><input type="radio" name="taal" id="taal-en"> <span lang="en-GB">English</span></label></fieldset></div>${STREET}</header>
<main>
<h1>${report.services.map((s, i) => [i === 0 ? '' : ' + ', say(s.title)])}</h1>
<p class="lede">${names} · ${both('proef', 'trial')} <code>${report.trial.id}</code> · ${report.trial.endedAt.slice(0, 10)}</p>
${levelSection(report)}
${cards(report)}
${missingSection(report)}
${findingsSection(report, quotes)}
${storyTable(report)}
${auditTables(report)}
${notExamined(report)}
${isolationTable(report)}
${setSection(report)}
</main>
<footer class="chrome"><p>${both(
    'Dit rapport zegt wat onderzocht werd en wat daarbij gezien is; het belooft niets over wat niet onderzocht werd. Het is berekend uit bewaard bewijs: zelfde bewijs en zelfde maatstaf geven hetzelfde rapport.',
    'This report says what was examined and what was seen; it promises nothing about what was not examined. It is computed from kept evidence: the same evidence and the same rubric give the same report.',
  )}</p></footer>
</body>
</html>
`.text;
}
