import { trusted } from './markup.ts';

/**
 * The report's look: paper, ink and the four colours of a street at dusk. Pairs of text and ground keep 4.5 to 1 in light
 * and dark. The language is switched by two radio buttons, without script; without `:has` both languages show.
 */
export const STYLE = trusted(`
:root{color-scheme:light dark;--paper:#faf8f3;--card:#fff;--ink:#16272e;--soft:#4d5c63;--line:#d9d4c7;--brand:#0d4a52;
--good:#14532d;--good-bg:#e3f1e6;--bad:#8c1d18;--bad-bg:#fbe9e6;--warn:#6b4200;--warn-bg:#fbf0d8;--none:#4a555b;--none-bg:#eceae4;--focus:#a83a00}
@media(prefers-color-scheme:dark){:root{--paper:#10191d;--card:#18242a;--ink:#e9ebe6;--soft:#b2bfc4;--line:#35444b;--brand:#8fd0d3;
--good:#a9dcb5;--good-bg:#173325;--bad:#ffb4a8;--bad-bg:#431b17;--warn:#f0cf8b;--warn-bg:#3a2c0d;--none:#c0c8cb;--none-bg:#28343a;--focus:#ffb37a}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.55 ui-sans-serif,system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:68rem;padding:0 1rem 4rem;overflow-wrap:anywhere}
body:has(#taal-nl:checked) [lang=en],body:has(#taal-en:checked) main [lang=nl],body:has(#taal-en:checked) .chrome [lang=nl]{display:none}
h1,h2,h3{line-height:1.2;text-wrap:balance}
h1{font-size:clamp(1.7rem,5vw,2.6rem);margin:.2em 0;letter-spacing:-.02em}
h2{font-size:1.45rem;margin:2em 0 .6em;padding-top:.6em;border-top:2px solid var(--ink)}
h3{font-size:1.08rem;margin:0 0 .3em}
a{color:var(--brand)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
code,pre,kbd{font:.86em/1.5 ui-monospace,"DejaVu Sans Mono",Consolas,monospace}
pre{margin:.4rem 0;padding:.7rem;background:var(--none-bg);border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}
.top{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between;padding:1rem 0 0}
.brand{font-weight:700;color:var(--brand);letter-spacing:.01em}
.taal{border:0;margin:0;padding:0;display:flex;gap:.25rem 1rem;flex-wrap:wrap}
.taal legend{float:left;padding:.3rem 1rem 0 0;color:var(--soft)}
.taal label{padding:.3rem 0;cursor:pointer;min-height:1.6rem}
.taal input{accent-color:var(--brand);width:1.1rem;height:1.1rem;vertical-align:-.15em}
.street{display:block;width:100%;height:auto;margin:.8rem 0 0;color:var(--brand)}
.lede{color:var(--soft);max-width:46rem;margin:.2rem 0 1rem}
.level{border-left:.5rem solid var(--brand);background:var(--card);padding:1rem 1.2rem;border-radius:0 6px 6px 0}
.level strong{display:block;font-size:1.35rem}
.level p{margin:.3rem 0 0;color:var(--soft)}
.level.not-ready{border-color:var(--bad)} .level.ready{border-color:var(--good)}
.alert{background:var(--bad-bg);color:var(--bad);padding:1rem 1.2rem;border-radius:6px;margin:1rem 0}
.alert p{margin:.2rem 0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14.5rem),1fr));gap:1rem;padding:0;margin:1.5rem 0;list-style:none}
.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:1rem;position:relative}
.card .badge{white-space:normal}.card h3{font-size:1.15rem;margin:0}.card p{margin:.35rem 0 0}.card .q{color:var(--soft);font-size:.9rem;margin:0 0 .6rem}
.bar{display:flex;height:.65rem;border-radius:4px;overflow:hidden;background:var(--none-bg);margin:.8rem 0 .4rem}
.bar i{display:block;height:100%}.bar .pass{background:var(--good)}.bar .fail{background:var(--bad)}.bar .review{background:var(--warn)}
.small{font-size:.88rem;color:var(--soft)}
.badge{display:inline-block;border-radius:4px;padding:.08rem .5rem;font-size:.85rem;font-weight:650;white-space:nowrap}
.fail,.shortfall,.critical,.serious{--f:var(--bad);--b:var(--bad-bg)}.pass,.held{--f:var(--good);--b:var(--good-bg)}
.needs-review,.error,.incomplete,.moderate{--f:var(--warn);--b:var(--warn-bg)}.not-run,.not-applicable,.minor,.na{--f:var(--none);--b:var(--none-bg)}
.badge{color:var(--f,var(--none));background:var(--b,var(--none-bg))}
.first{background:var(--card);border:2px solid var(--ink);border-radius:6px;padding:1rem 1.2rem}
.first p{margin:.35rem 0}.plain>li{margin:.4rem 0}
.findings,.plain{list-style:none;padding:0;margin:0}
.finding{border-top:1px solid var(--line);padding:1.1rem 0}
.finding p{margin:.35rem 0;max-width:52rem}
.finding .mend::before{content:"→ ";color:var(--brand);font-weight:700}
.facts{margin:.4rem 0;padding-left:1.2rem;font-size:.92rem}
.facts a,.plain a{display:inline-block;padding:.15rem 0;min-height:1.6rem}
h2.quiet{border:0;margin:1.6rem 0 -.8rem;padding:0;font-size:1.1rem}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.25rem 0;font-weight:600;color:var(--brand)}
.evidence{border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin:.6rem 0;background:var(--card)}
.evidence>p{margin:.1rem 0}
figure{margin:.5rem 0}figure img{max-width:min(100%,40rem);height:auto;border:1px solid var(--line);border-radius:4px;display:block}
figcaption{font-size:.88rem;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .7rem .45rem 0;border-bottom:1px solid var(--line)}
th{font-weight:650}td .badge{margin:0}
@media(max-width:40rem){table,tbody,tr,td,th{display:block}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}tr{padding:.5rem 0;border-bottom:1px solid var(--line)}th,td{border:0;padding:.1rem 0}}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.3rem 1rem;margin:0}
dt{font-weight:650}dd{margin:0}
@media(max-width:40rem){dl{display:block}dd{margin:0 0 .5rem}}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);font-size:.9rem}
@media print{html{background:#fff;color:#000;font-size:10pt}body{max-width:none;padding:0}.taal,.street{display:none}details::details-content{content-visibility:visible;display:block}.card,.finding,.evidence{break-inside:avoid}a{color:inherit}}
`);

/** A street of stepped gables, one house a dimension: the mark of the 309th municipality. */
export const STREET = trusted(
  '<svg class="street" viewBox="0 0 680 64" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round">' +
    '<path d="M0 62H680"/>' +
    '<path d="M30 62V34h6v-8h6v-8h6v-8h12v8h6v8h6v8h6v28M44 62V48h12v14M38 40h6m8 0h6m6 0h6"/>' +
    '<path d="M96 62V30l22-20 22 20v32M110 62V44h16v18M114 30h8"/>' +
    '<path d="M158 62V28h5v-6h5v-6h5v-6h6V6h8v4h6v6h5v6h5v6h5v34M172 62V46h14v16M170 36h6m8 0h6m8 0h4"/>' +
    '<path d="M240 62V24h52v38M240 24l6-10h40l6 10M252 62V46h10v16M272 36h10v10h-10zM250 32h8"/>' +
    '<g opacity=".45"><path d="M320 62V40h40v22M372 62V34l18-14 18 14v28M424 62V38h6v-6h6v-6h6v-6h8v6h6v6h6v6h6v24M492 62V42h46v20M550 62V36l16-14 16 14v26M600 62V40h44v22"/></g>' +
    '</svg>',
);
