import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

export type Markup = ReturnType<typeof html>;

const STYLE = `*{box-sizing:border-box}body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:#1f2a36;background:#f2f5f8}
main{max-width:68rem;margin:0 auto;padding:1.5rem 1rem}h1{font-size:1.6rem;margin:0 0 1rem}nav a{margin-right:1rem}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;background:#fff;border:1px solid #c6d0da;border-radius:.5rem;padding:1rem;margin:1rem 0}
label{font-weight:600}input,select,button{display:block;font:inherit;min-height:2.5rem;padding:.35rem .6rem;border:2px solid #4a5866;border-radius:.25rem;max-width:100%}
button{cursor:pointer;background:#fff;color:#0b5394;border-color:#0b5394}td button{display:inline;min-height:1.75rem;padding:0 .4rem;margin-left:.4rem}
table{width:100%;border-collapse:collapse;background:#fff}.wide{overflow-x:auto}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #c6d0da;overflow-wrap:break-word}
th,td:nth-child(1),td:nth-child(3),td:nth-child(4){white-space:nowrap}
code{font-family:ui-monospace,monospace}svg{width:100%;height:auto;max-height:80vh;background:#fff;border:1px solid #c6d0da}
.plan{fill:none;stroke:#7a8794;vector-effect:non-scaling-stroke}.here{fill:none;stroke:#a3132b;stroke-width:4px;vector-effect:non-scaling-stroke}:focus-visible{outline:3px solid #c04a00;outline-offset:2px}`;

/** Only adds the buttons: without it the numbers can be selected all the same. */
const SCRIPT = `for(const code of document.querySelectorAll('code')){const b=document.createElement('button');b.type='button';b.textContent='kopieer';b.setAttribute('aria-label','kopieer '+code.textContent);b.addEventListener('click',()=>navigator.clipboard.writeText(code.textContent).then(()=>{b.textContent='gekopieerd'}));code.after(b)}`;

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; img-src data:; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** A page of the browser of residents; all that is put into it is escaped. */
export const page = (title: string, body: Markup): Markup => html`<!doctype html>
<html lang="nl-BE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body><main><nav aria-label="Gemeente"><a href="/">Diensten</a><a href="/inwoners">Inwoners</a><a href="/inwoners/plan">Stratenplan</a></nav>
<h1>${title}</h1>
${body}
</main><script>${raw(SCRIPT)}</script></body></html>`;
