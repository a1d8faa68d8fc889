import { createHash } from 'node:crypto';
import type { Person } from '../../town/types.ts';
import { LEVELS, offeredAt } from './levels.ts';
import { accountOf, type Persona } from './persona.ts';

const STYLE = `*{box-sizing:border-box}body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#1f2a36;background:#f2f5f8}
main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.6rem;line-height:1.25}form{background:#fff;border:1px solid #c6d0da;border-radius:.5rem;padding:1.25rem}
label{display:block;font-weight:600}input+label{margin-top:1rem}.hint{margin:.25rem 0 .5rem;color:#4a5866}.wrong{color:#a3132b;font-weight:600;margin:.25rem 0 .5rem}
input,select{width:100%;font:inherit;padding:.6rem;border:2px solid #4a5866;border-radius:.25rem}ul{list-style:none;padding:0;margin:.5rem 0 0}li{margin:.4rem 0}
button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:2px solid #0b5394;border-radius:.25rem;cursor:pointer;overflow-wrap:anywhere;max-width:100%}
.first{background:#0b5394;color:#fff;margin-top:1rem}.other{background:#fff;color:#0b5394;text-align:left}
:focus-visible{outline:3px solid #c04a00;outline-offset:2px}h2{font-size:1.2rem;margin:1.75rem 0 .25rem}`;

/** No form-action: after the login a browser is redirected to the service, which that directive would forbid. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; img-src data:; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);

/** A page of the login. `body` is markup. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="nl-BE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - Aanmelden bij de gemeente</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>
${body}
</main></body></html>`;

const nameOf = (p: Person): string => `${p.givenName} ${p.familyName}`.trim() || '(zonder naam)';
const about = ({ person: p, enterprise }: Persona): string =>
  [
    p.id,
    p.birthDate === '' ? '' : `geboren ${p.birthDate}`,
    enterprise === undefined ? '' : `voor ${enterprise.name}, ${enterprise.number}`,
    ...p.tags,
  ]
    .filter(Boolean)
    .join(', ');

/** What stands on the page where a person is picked. */
export interface Choice {
  readonly people: readonly Persona[];
  readonly typed: string;
  readonly wrong: string | undefined;
  /** Place of the level that the service asks at least; -1: none. */
  readonly least: number;
}

const levels = (least: number): string =>
  LEVELS.flatMap(({ acr, title }, rank) =>
    rank < least ? [] : [`<option value="${acr}"${rank === offeredAt(least) ? ' selected' : ''}>${title}</option>`],
  ).join('');

/** Lets a visitor of the lab pick who to be: a textbox for scripts and for those who know whom, a list for the others. */
export function chooser({ people, typed, wrong, least }: Choice): string {
  const list = people.map(
    (p) =>
      `<li><button class="other" name="kies" value="${escaped(accountOf(p))}">${escaped(nameOf(p.person))} (${escaped(about(p))})</button></li>`,
  );
  return page(
    'Aanmelden',
    `<form method="post">
<label for="persona">Persona</label>
<p class="hint" id="uitleg">Het nummer van een inwoner, zoals p-123, of een rijksregisternummer. Voor een onderneming: p-123@ondernemingsnummer.</p>
${wrong === undefined ? '' : `<p class="wrong" id="fout" role="alert">${escaped(wrong)}</p>`}
<input id="persona" name="persona" autocomplete="off" spellcheck="false" value="${escaped(typed)}" aria-describedby="uitleg${wrong === undefined ? '' : ' fout'}"${wrong === undefined ? '' : ' aria-invalid="true"'}>
<label for="niveau">Hoe zeker</label>
<select id="niveau" name="niveau">${levels(least)}</select>
<button class="first" name="knop" value="aanmelden">Aanmelden</button>
<h2>Of kies een inwoner</h2>
<ul>
${list.join('\n')}
</ul>
</form>`,
  );
}
