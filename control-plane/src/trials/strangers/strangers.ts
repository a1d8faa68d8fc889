/** Small services as people bring them: none was written for this lab. */
export interface Stranger {
  readonly id: string;
  /** Lines of the manifest under `workload.containers.web`, and any others of the whole document. */
  readonly container?: string;
  readonly resources?: string;
  readonly document?: string;
  readonly port?: number;
  /** Last lines of the Dockerfile. */
  readonly docker?: string;
  /** The program, an ES module. `page` answers a request with a small, sound page. */
  readonly code: string;
  /** More containers: name → program. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Audits that must fail, each with what its finding must say; nothing else may fail in a gate. */
  readonly told?: Readonly<Record<string, RegExp>>;
  /** It does not come up, and is told why. */
  readonly down?: true;
}

const PAGE = `import { createServer } from 'node:http';
const page = (title, body = '') => (request, response) => {
  response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><html lang="nl"><head><title>' + title + '</title></head><body><main><h1>' + title + '</h1><p>Welkom.</p>' + body + '</main></body></html>');
};
`;
const serve = (title: string, port = 8080, host = '0.0.0.0') =>
  `createServer(page('${title}')).listen(${port}, '${host}');\n`;

const WEBSOCKET = `import { createHash } from 'node:crypto';
const server = createServer(page('Live', '<p id="live">wacht</p><script>new WebSocket("wss://" + location.host + "/live").onmessage = (e) => { document.getElementById("live").textContent = e.data; }</script>'));
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nupgrade: websocket\\r\\nconnection: Upgrade\\r\\nsec-websocket-accept: ' + accept + '\\r\\n\\r\\n');
  socket.write(Buffer.concat([Buffer.from([0x81, 6]), Buffer.from('levend')]));
  socket.on('error', () => undefined);
});
server.listen(8080);
`;

export const STRANGERS: readonly Stranger[] = [
  { id: 'starts-as-root', docker: 'USER 0', code: PAGE + serve('Wortel') },
  { id: 'unknown-uid', docker: 'USER 48211:48211', document: 'sandbox: { runAs: image }', code: PAGE + serve('Uid') },
  {
    id: 'two-containers',
    code: `${PAGE}const answer = await fetch('http://127.0.0.1:9000/').catch(() => undefined);
for (let n = 0; n < 100 && !(await fetch('http://127.0.0.1:9000/').then((a) => a.ok, () => false)); n += 1) await new Promise((r) => setTimeout(r, 100));
${serve('Twee')}`,
    beside: { side: PAGE + serve('Zij', 9000, '127.0.0.1') },
  },
  { id: 'port-80', port: 80, code: PAGE + serve('Tachtig', 80) },
  {
    id: 'loopback-only',
    code: PAGE + serve('Lus', 8080, '127.0.0.1'),
    told: { 'security/container/binds-all-addresses': /127\.0\.0\.1/ },
  },
  { id: 'slow-start', code: `${PAGE}await new Promise((r) => setTimeout(r, 20_000));\n${serve('Traag')}` },
  {
    id: 'own-ca',
    container: 'variables: { ADDRESS_API: "${resources.addresses.url}" }',
    resources: 'addresses: { type: register, params: { register: adressen } }',
    code: `${PAGE}import { readFileSync } from 'node:fs';
import { request } from 'node:https';
const ca = readFileSync('/etc/ssl/certs/ca-certificates.crt');
const ask = () => new Promise((resolve, reject) => request(process.env.ADDRESS_API + '/adressen?limit=1', { ca }, (a) => a.resume().on('end', () => resolve(a.statusCode))).on('error', reject).end());
if ((await ask()) !== 200) process.exit(3);
${serve('Sleutel')}`,
  },
  { id: 'websocket', code: PAGE + WEBSOCKET },
  {
    id: 'checks-the-internet',
    code: `${PAGE}try { await fetch('https://www.example.org/'); } catch (error) { console.error('no internet: ' + error.cause?.code); process.exit(1); }
${serve('Net')}`,
    down: true,
    told: {
      'integration/operation/starts': /exit|ended|1/,
      'security/container/no-undeclared-egress': /www\.example\.org/,
    },
  },
  {
    id: 'writes-to-its-folder',
    code: `${PAGE}import { writeFileSync } from 'node:fs';
writeFileSync('state.json', '{}');
${serve('Schrijft')}`,
    down: true,
    told: { 'integration/operation/starts': /EROFS|read-only/ },
  },
];

/** The files of a stranger's project, by path. */
export function projectOf(stranger: Stranger): Readonly<Record<string, string>> {
  const { id, container = '', resources = '', document = '', port = 8080, docker = '', code, beside = {} } = stranger;
  const dockerfile = (last: string) =>
    `FROM proeftuin/node:24\nWORKDIR /srv/app\nCOPY main.mjs ./\n${last}\nCMD ["node", "main.mjs"]\n`;
  const others = Object.keys(beside);
  const manifest = `apiVersion: proeftuin/v1
kind: Service
metadata: { name: ${id}, version: 1.0.0 }
title: { nl: ${id}, en: ${id} }
audience: [citizen]
channels: [web]
workload:
  containers:
    web:
      image: .
      ${container}
${others.map((name) => `    ${name}: { image: . }`).join('\n')}
  service: { ports: { web: { port: ${port} } } }
  resources:
    site: { type: route }
    ${resources}
images: { ${['web', ...others].map((name) => `${name}: { build: ${name} }`).join(', ')} }
${document}
`;
  const files: Record<string, string> = {
    'proeftuin.yaml': manifest,
    'web/Dockerfile': dockerfile(docker),
    'web/main.mjs': code,
  };
  for (const [name, program] of Object.entries(beside)) {
    files[`${name}/Dockerfile`] = dockerfile('');
    files[`${name}/main.mjs`] = program;
  }
  return files;
}
