/**
 * Scripts that run inside a page, in a world of their own. Plain JavaScript as text: they never meet this program's
 * types, and what they answer is checked where it arrives.
 */

/** Names and visibility as a person meets them; shared by the scripts below. */
export const COMMON = `
const cut = (s, n = 300) => String(s ?? '').replace(/\\s+/g, ' ').trim().slice(0, n);
const shown = (e) => { const r = e.getBoundingClientRect(); const s = getComputedStyle(e);
  return r.width > 0 && r.height > 0 && s.visibility !== 'hidden' && s.display !== 'none' && Number(s.opacity) > 0; };
const labelOf = (e) => cut(e.getAttribute('aria-label')
  || (e.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
  || [...(e.labels ?? [])].map((l) => l.textContent).join(' ')
  || e.getAttribute('title') || e.getAttribute('placeholder')
  || (e.matches('input[type=submit],input[type=button]') ? e.value : '') || e.textContent, 120);
const roleOf = (e) => e.getAttribute('role') || ({ A: 'link', BUTTON: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', SUMMARY: 'summary' })[e.tagName]
  || (e.tagName === 'INPUT' ? ({ checkbox: 'checkbox', radio: 'radio', submit: 'button', button: 'button', image: 'button' })[e.type] || 'textbox' : e.tagName.toLowerCase());
const nameOf = (e) => cut(roleOf(e) + ' "' + labelOf(e).slice(0, 80) + '"');
const pathOf = (e) => { const parts = []; for (let n = e; n && n.nodeType === 1 && parts.length < 4; n = n.parentElement)
  parts.unshift(n.tagName.toLowerCase() + (n.id ? '#' + n.id : '')); return cut(parts.join(' > ')); };
const told = (e) => ({ name: nameOf(e), target: pathOf(e) });
const CONTROLS = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]:not([tabindex="-1"])';
`;

/** What the page is: language, text, markup, form controls, storage, size; and of which of these there is more than is told. */
export const DESCRIBE = `(() => { ${COMMON}
const cuts = new Set();
const most = (part, s, n) => { if (s.length > n) cuts.add(part); return s.slice(0, n); };
const store = (s) => { try { return Object.fromEntries(most('storage', Object.entries(s()), 50).map(([k, v]) => [most('storage', k, 100), most('storage', String(v), 2000)])); } catch { return {}; } };
const controls = [...document.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]),select,textarea')].filter(shown);
const all = document.getElementsByTagName('*').length;
const page = {
  lang: document.documentElement.lang, title: cut(document.title),
  text: most('text', document.body?.innerText ?? '', 100000),
  html: most('html', document.documentElement.outerHTML, 400000),
  elements: all,
  shape: location.pathname + '|' + [...document.querySelectorAll('body *')].slice(0, 3000).map((e) => e.tagName + (e.getAttribute('role') ?? '') + (e.getAttribute('aria-invalid') ?? '')).join(','),
  fields: most('fields', controls, 100).map((e) => ({
    name: cut(e.name), label: labelOf(e), type: e.type || e.tagName.toLowerCase(), autocomplete: cut(e.autocomplete), required: Boolean(e.required || e.getAttribute('aria-required') === 'true'),
    filled: e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value !== '' })),
  local: store(() => localStorage), session: store(() => sessionStorage),
};
return { ...page, cut: [...cuts] }; })()`;

/**
 * Largest paint, layout shift, longest interaction, bytes: what the browser noted by itself since the page began. What
 * it kept is there at once; only a page that was not painted yet is waited for.
 */
export const VITALS = `(async () => {
const seen = (type, extra = {}) => {
  try { const o = new PerformanceObserver(() => undefined); o.observe({ type, buffered: true, ...extra });
    const kept = o.takeRecords(); o.disconnect(); return kept; } catch { return []; } };
const painted = () => seen('largest-contentful-paint');
for (let waits = 0; waits < 6 && painted().length === 0; waits += 1) await new Promise((done) => setTimeout(done, 10));
const [lcp, shifts, events, firsts] = [painted(), seen('layout-shift'), seen('event', { durationThreshold: 16 }), seen('first-input')];
const nav = performance.getEntriesByType('navigation')[0];
const resources = performance.getEntriesByType('resource');
const out = {};
if (lcp.length) out.lcp = lcp.at(-1).startTime;
let best = 0, sum = 0, start = -1e9, last = -1e9;
for (const s of shifts) { if (s.hadRecentInput) continue;
  if (s.startTime - last > 1000 || s.startTime - start > 5000) { sum = 0; start = s.startTime; }
  sum += s.value; last = s.startTime; best = Math.max(best, sum); }
out.cls = best;
const inputs = [...events, ...firsts].filter((e) => e.interactionId || e.entryType === 'first-input').map((e) => e.duration);
if (inputs.length) out.inp = Math.max(...inputs);
if (nav) { out.ttfb = nav.responseStart; out.load = nav.loadEventEnd; }
out.weight = (nav?.transferSize ?? 0) + resources.reduce((n, r) => n + (r.transferSize || 0), 0);
out.requests = resources.length + 1;
return out; })()`;

/** The longest interaction with the page so far, in milliseconds; 0 when there was none. */
export const DELAY = `new Promise((done) => {
  try { const o = new PerformanceObserver((list) => tell(list.getEntries()));
    const tell = (all) => { o.disconnect(); done(Math.max(0, ...all.filter((e) => e.interactionId).map((e) => e.duration))); };
    o.observe({ type: 'event', buffered: true, durationThreshold: 16 }); setTimeout(() => tell(o.takeRecords()), 40); } catch { done(0); } })`;

/** Same-origin links in the order of the document, without fragments, each once. */
export const LINKS = `[...new Set([...document.querySelectorAll('a[href]')].slice(0, 300)
  .map((a) => { try { const u = new URL(a.href); return u.origin === location.origin && !a.hasAttribute('download') ? u.pathname + u.search : ''; } catch { return ''; } })
  .filter(Boolean))].slice(0, 60)`;
