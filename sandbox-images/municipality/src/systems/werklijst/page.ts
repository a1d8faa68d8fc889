import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { detailOf } from '../../processes/present.ts';
import type { LocalProcess } from '../../processes/process.ts';
import type { Task } from './desk.ts';
import type { Servant } from './servants.ts';

const STYLE = `*{box-sizing:border-box}body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#1f2a36;background:#f2f5f8}
header{background:#0b5394;color:#fff;padding:.75rem 1rem}header form{display:inline}header a{color:#fff}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin:1.75rem 0 .5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;background:#fff}th,td{text-align:left;padding:.5rem;border-bottom:1px solid #c6d0da;vertical-align:top}
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}label{display:block;font-weight:600;margin-top:.5rem}
textarea,select{width:100%;font:inherit;padding:.5rem;border:2px solid #4a5866;border-radius:.25rem;background:#fff}
.hint{margin:0;color:#4a5866}.wrong{color:#a3132b;font-weight:600}
button,.button{display:inline-block;font:inherit;min-height:2.75rem;padding:.5rem 1rem;margin-top:.75rem;border:2px solid #0b5394;border-radius:.25rem;background:#0b5394;color:#fff;cursor:pointer;text-decoration:none}
header button{margin:0;border-color:#fff;min-height:2.25rem;padding:.1rem .75rem}a{color:#0b5394}:focus-visible{outline:3px solid #c04a00;outline-offset:2px}header :focus-visible{outline-color:#fff}`;

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

type Markup = ReturnType<typeof html>;
type Detail = ReturnType<typeof detailOf>;

const page = (title: string, servant: Servant | undefined, body: Markup): Markup => html`<!doctype html>
<html lang="nl-BE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Werklijst van de gemeente</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body>${
  servant === undefined
    ? ''
    : html`<header><form method="post" action="/afmelden">${servant.name} · <a href="/">Werklijst</a> <input type="hidden" name="form" value="${servant.form}"><button>Afmelden</button></form></header>`
}
<main><h1>${title}</h1>
${body}
</main></body></html>`;

/** For who is not logged in. */
export const welcome = (wrong?: string): Markup =>
  page(
    'Werklijst',
    undefined,
    html`${wrong === undefined ? '' : html`<p class="wrong" role="alert">${wrong}</p>`}
<p>Hier behandelen ambtenaren van de gemeente meldingen, vergunningen en innames van het openbaar domein.</p>
<p><a class="button" href="/aanmelden">Aanmelden</a></p>`,
  );

const CLOCK = new Intl.DateTimeFormat('nl-BE', {
  timeZone: 'Europe/Brussels',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const moment = (iso: string): string => CLOCK.format(Date.parse(iso));
/** 2026-12-11 as 11/12/2026; anything else as it is. */
const day = (text: string): string => text.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1');
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const euro = (cents: number): string => `${(cents / 100).toFixed(2).replace('.', ',')} euro`;

/** What is to be done, as a table. Names nobody. */
export const listPage = (servant: Servant, tasks: readonly Task[]): Markup =>
  page(
    'Werklijst',
    servant,
    tasks.length === 0
      ? html`<p>Er is niets te doen.</p>`
      : html`<div class="wide" tabindex="0" role="region" aria-label="Open zaken"><table><caption>${tasks.length === 1 ? 'Eén open zaak.' : `${tasks.length} open zaken, de oudste eerst.`}</caption>
<thead><tr><th scope="col">Zaak</th><th scope="col">Soort</th><th scope="col">Status</th><th scope="col">Ingediend</th><th scope="col">Streefdatum</th></tr></thead>
<tbody>${tasks.map(
          ({ process, one }) => html`<tr><th scope="row"><a href="/zaken/${process.id}/${one.id}">${one.number}</a></th>
<td>${process.title}: ${process.kinds[one.filing.soort] ?? one.filing.soort}</td><td>${process.states[one.state]}</td>
<td>${moment(one.history[0]?.at ?? '')}</td><td>${one.due === '' ? '-' : day(one.due)}</td></tr>`,
        )}</tbody></table></div>`,
  );

const shown = (value: unknown): string =>
  Array.isArray(value)
    ? value.map((one: { soort?: unknown; naam?: unknown }) => `${String(one.soort)}: ${String(one.naam)}`).join(', ')
    : day(String(value));

/** One case, with what may be done. `where`: its address in words; `wrong`: why the last try was refused. */
export const casePage = (
  servant: Servant,
  process: LocalProcess,
  one: Detail,
  where: string,
  tried: { readonly wrong: string; readonly note: string } | undefined,
): Markup => {
  const who = one.indiener;
  const facts: readonly (readonly [string, string])[] = [
    ['Status', one.statusnaam],
    [
      'Ingediend door',
      who === null ? 'Anoniem' : `${who.naam.voornaam} ${who.naam.achternaam}`.trim() || '(zonder naam)',
    ],
    ['Waar', where],
    ['Soort', process.kinds[one.soort] ?? one.soort],
    ...Object.entries(one.inhoud)
      .filter(([name]) => name !== 'adres' && name !== 'soort')
      .map(([name, value]) => [capital(name), shown(value)] as const),
    ['Bedrag', euro(one.eurocent)],
    ['Regel van', day(one.regel)],
  ];
  const form = html`<form method="post"><input type="hidden" name="form" value="${servant.form}">
${tried === undefined ? '' : html`<p class="wrong" role="alert" id="fout">${tried.wrong}</p>`}
<label for="activiteit">Wat doet u?</label>
<select id="activiteit" name="activiteit">${one.acties.map(({ naam, titel }) => html`<option value="${naam}">${titel}</option>`)}</select>
<label for="toelichting">Toelichting</label>
<p class="hint" id="uitleg">Wie ${process.noun} indiende, leest dit. Verplicht bij: ${
    one.acties
      .filter(({ toelichting }) => toelichting)
      .map(({ titel }) => titel)
      .join(', ') || 'niets'
  }.</p>
<textarea id="toelichting" name="toelichting" rows="4" maxlength="2000" aria-describedby="uitleg${tried === undefined ? '' : ' fout'}">${tried?.note ?? ''}</textarea>
<button>Bevestigen</button></form>`;
  return page(
    `${process.title}: ${one.zaaknummer}`,
    servant,
    html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>Behandelen</h2>
${one.acties.length === 0 ? html`<p>U kunt nu niets doen.</p>` : form}
<h2>Geschiedenis</h2>
<ol>${one.geschiedenis.map(
      (e) =>
        html`<li>${moment(e.op)}: ${e.activiteit} (${e.rol})${e.toelichting === null ? '' : html` - ${e.toelichting}`}</li>`,
    )}</ol>`,
  );
};
