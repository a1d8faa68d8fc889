import { html, raw } from 'hono/html';
import type { Planted } from './config.ts';
import type { Side } from './login.ts';
import { plantedMarkup } from './planted-markup.ts';

type Html = ReturnType<typeof html>;

const STYLE = `
:root { --ink: #1d2733; --line: #6b7684; --deep: #0b4f6c; --pale: #f3f6f8; --wrong: #9b1c1c; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: #fff; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 4px solid var(--deep); }
header p { margin: 0; font-weight: 700; }
nav a { margin-right: 1.25rem; }
a { color: var(--deep); }
.skip { position: absolute; left: -100rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { left: 1rem; top: 0.5rem; background: #fff; padding: 0.5rem; }
:focus-visible { outline: 3px solid #b45309; outline-offset: 2px; }
label, legend { display: block; font-weight: 600; }
.field { margin: 0 0 1.25rem; }
input[type=text] { width: 100%; max-width: 24rem; font: inherit; padding: 0.5rem; border: 1px solid var(--line); border-radius: 3px; }
input.short { max-width: 9rem; }
input[aria-invalid=true] { border: 2px solid var(--wrong); }
.check { display: flex; gap: 0.6rem; align-items: baseline; }
.check label { font-weight: 400; }
.hint { margin: 0.1rem 0 0.3rem; color: #46515e; }
.wrong { margin: 0.2rem 0; color: var(--wrong); font-weight: 600; }
.summary { border: 2px solid var(--wrong); padding: 0.5rem 1rem; margin-bottom: 1.5rem; }
.done { border-left: 6px solid #1b6b3a; background: var(--pale); padding: 0.75rem 1rem; }
button, .button { font: inherit; font-weight: 600; color: #fff; background: var(--deep); border: 0; border-radius: 3px; padding: 0.65rem 1.25rem; text-decoration: none; display: inline-block; cursor: pointer; }
button.plain { background: none; color: var(--deep); text-decoration: underline; padding: 0; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: 0.3rem 1rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: 0.4rem; border-bottom: 1px solid #c9d1d9; }
`;

/** The style sheet, with what defects do to it. */
export const styleOf = (planted: Planted): string =>
  [
    STYLE,
    planted('pale-text') ? '.hint, main p { color: #c2c2c2; }' : '',
    planted('focus-hidden') ? ':focus, :focus-visible { outline: none !important; box-shadow: none !important; }' : '',
    planted('fixed-height') ? 'dd { height: 1.2em; line-height: 1.2; overflow: hidden; }' : '',
    planted('cut-when-enlarged')
      ? '@media (max-width: 50rem) and (min-width: 30rem) { main p { height: 1.6em; overflow: hidden; white-space: nowrap; } }'
      : '',
    planted('links-by-colour') ? 'main p a:not(.button) { text-decoration: none; color: #1d3a4a; }' : '',
    planted('scrolls-by-mouse') ? '.regels { height: 5rem; overflow-y: auto; }' : '',
    planted('too-wide') ? 'main { min-width: 60rem; }' : '',
  ].join('\n');

/** 2026-11-28 as 28/11/2026. */
export const dutchDay = (iso: string): string => iso.split('-').reverse().join('/');

export interface PageOptions {
  readonly title: string;
  /** Whose page it is; the citizen's when not given. */
  readonly side?: Side;
  readonly name?: string | undefined;
  readonly csrf?: string | undefined;
  readonly planted: Planted;
}

const MENUS: Readonly<Record<Side, Html>> = {
  citizen: html`<a href="/">Begin</a><a href="/verhuizen">Verhuizing aangeven</a><a href="/mijn-aangiften">Mijn aangiften</a>`,
  servant: html`<a href="/medewerker">Aangiften</a>`,
};
const LOGINS: Readonly<Record<Side, string>> = { citizen: '/aanmelden', servant: '/medewerker/aanmelden' };

/** A whole page around its content. */
export function page({ title, side = 'citizen', name, csrf, planted }: PageOptions, content: Html | Html[]) {
  const account =
    name === undefined
      ? html`<a href="${LOGINS[side]}">Aanmelden</a>`
      : html`<span>Aangemeld als ${name}</span>
          <form method="post" action="/afmelden" style="display:inline"><input type="hidden" name="csrf" value="${csrf ?? ''}"><button class="plain">Afmelden</button></form>`;
  // A page without a heading, a main part or a way past its menu.
  const flat = planted('no-way-past-menu');
  const lang = planted('no-language') ? raw('') : raw(` lang="${planted('wrong-language') ? 'en' : 'nl-BE'}"`);
  return html`<!doctype html>
<html${lang}>
<head>
<meta charset="utf-8">
${planted('no-viewport') || planted('no-zoom') ? raw('') : raw('<meta name="viewport" content="width=device-width, initial-scale=1">')}
<title>${planted('no-title') ? '' : `${title} - Verhuisloket`}</title>
<link rel="stylesheet" href="/stijl.css">
${plantedMarkup('head', planted)}
</head>
<body>
${flat ? raw('') : raw('<a class="skip" href="#inhoud">Naar de inhoud</a>')}
<header><p>Verhuisloket${side === 'servant' ? ' voor medewerkers' : ''}</p>
<nav aria-label="Hoofdmenu">${MENUS[side]}</nav>
<div>${account}</div></header>
${flat ? html`<div><p>${title}</p>` : html`<main id="inhoud"><h1>${title}</h1>`}
${content}
${plantedMarkup('main', planted)}
${flat ? raw('</div>') : raw('</main>')}
<footer>${planted('no-statement') ? raw('') : html`<a href="/toegankelijkheid">Toegankelijkheidsverklaring</a>`}
${plantedMarkup('footer', planted)}</footer>
</body>
</html>`;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly short?: boolean;
  readonly required?: boolean;
  readonly numeric?: boolean;
}

/** A text field with its label, hint and error, told to assistive technology as to the eye. */
export function textField(field: Field, value: string, error: string | undefined, planted: Planted): Html {
  const hint = field.hint === undefined ? undefined : `${field.name}-hint`;
  const wrong = error === undefined ? undefined : `${field.name}-fout`;
  const described = planted('errors-unnamed') ? hint : [wrong, hint].filter(Boolean).join(' ');
  const label = planted('no-labels')
    ? html`<span>${field.label}</span>`
    : html`<label for="${field.name}">${field.label}</label>${planted('two-labels') ? html`<label for="${field.name}">(invullen)</label>` : ''}`;
  const auto = planted('wrong-purpose') && field.autocomplete !== undefined ? 'adresregel' : (field.autocomplete ?? '');
  return html`<div class="field">${label}
${field.hint === undefined ? '' : html`<p class="hint" id="${field.name}-hint">${field.hint}</p>`}
${error === undefined || planted('errors-unnamed') ? '' : html`<p class="wrong" id="${field.name}-fout">${error}</p>`}
<input type="text" id="${field.name}" name="${field.name}" value="${value}" class="${field.short === true ? 'short' : ''}"
 ${auto === '' ? '' : raw(`autocomplete="${auto}"`)} ${field.numeric === true ? raw('inputmode="numeric"') : ''}
 ${field.required === true ? raw('aria-required="true"') : ''} ${error === undefined || planted('errors-unnamed') ? '' : raw('aria-invalid="true"')}
 ${described === undefined || described === '' ? '' : html`aria-describedby="${described}"`}></div>`;
}

/** What is wrong, at the top of the page, each with a link to its field. */
export function errorSummary(errors: Readonly<Record<string, string>>, planted: Planted): Html {
  const entries = Object.entries(errors);
  if (entries.length === 0) return html``;
  if (planted('errors-unnamed'))
    return html`<div class="summary" role="alert"><p>Er is iets fout. Probeer opnieuw.</p></div>`;
  return html`<div class="summary" role="alert"><h2>Kijk dit na</h2><ul>${entries.map(([name, text]) => html`<li><a href="#${name}">${text}</a></li>`)}</ul></div>`;
}
