/** A manifest that holds; every case of the corpus changes one thing of it. */
export const GOOD = `apiVersion: proeftuin/v1
kind: Service
metadata:
  name: meldpunt
  version: 1.0.0
title: { nl: Meldpunt, en: Reports }
audience: [citizen]
channels: [web]
workload:
  containers:
    web:
      image: nginx:1.27
      variables:
        PUBLIC_URL: \${resources.site.url}
      resources: { limits: { cpu: "500m", memory: 256Mi } }
  service: { ports: { web: { port: 8080 } } }
  resources:
    site: { type: route }
    addresses: { type: register, params: { register: adressen } }
    data: { type: volume }
intents:
  report:
    path: /melden
    fields: { what: { role: textbox, name: Wat is er } }
    submit: { role: button, name: Verzenden }
    confirmation: { role: status, name: Ontvangen }
`;

const change = (find: string, put: string): string => {
  if (!GOOD.includes(find)) throw new Error(`the good manifest has no ${find}`);
  return GOOD.replace(find, () => put);
};
const add = (line: string): string => `${GOOD}${line}\n`;
const container = (line: string): string =>
  change('      image: nginx:1.27\n', `      image: nginx:1.27\n      ${line}\n`);
const workload = (line: string): string => change('  service: {', `  ${line}\n  service: {`);
const bomb = Array.from({ length: 9 }, (_, n) =>
  n === 0 ? 'a0: &a0 [x, x, x]' : `a${n}: &a${n} [${Array.from({ length: 9 }, () => `*a${n - 1}`).join(', ')}]`,
).join('\n');

/** Broken and hostile manifests by name. Their exact answers are in manifests.golden.txt. */
export const MANIFESTS: Readonly<Record<string, string>> = {
  'empty file': '',
  'only a comment': '# nothing\n',
  'a list': '- apiVersion: proeftuin/v1\n',
  'a word': 'hello\n',
  'not YAML': 'metadata: { name: x\n',
  'a tab as indent': 'metadata:\n\tname: meldpunt\n',
  'two documents': `${GOOD}---\n${GOOD}`,
  'a directive': `%YAML 1.1\n---\n${GOOD}`,
  'a tag': change('name: meldpunt', 'name: !!js/function "x"'),
  'a merge key': change('metadata:\n', 'base: &base { name: x1 }\nmetadata:\n  <<: *base\n'),
  'a key twice': change('kind: Service\n', 'kind: Service\nkind: Service\n'),
  'the key __proto__': change('metadata:\n', 'metadata:\n  __proto__: { admin: true }\n'),
  'the key constructor': add('constructor: { prototype: { admin: true } }'),
  'alias bomb': `${bomb}\n${GOOD}`,
  'deep nesting': add(`x: ${'['.repeat(3000)}${']'.repeat(3000)}`),
  'a NUL': change('Meldpunt', 'Meld\0punt'),
  'not UTF-8': change('Meldpunt', 'Meld\ufffdpunt'),
  'too large': `${GOOD}# ${'x'.repeat(300_000)}\n`,
  'very many keys': add(`x: [${Array.from({ length: 30_000 }, () => '1').join(',')}]`),
  'other apiVersion': change('proeftuin/v1', 'proeftuin/v2'),
  'other kind': change('kind: Service', 'kind: Deployment'),
  'no metadata': change('metadata:\n  name: meldpunt\n  version: 1.0.0\n', ''),
  'no title': change('title: { nl: Meldpunt, en: Reports }\n', ''),
  'title as text': change('{ nl: Meldpunt, en: Reports }', 'Meldpunt'),
  'no Dutch title': change('nl: Meldpunt, ', ''),
  'version as number': change('version: 1.0.0', 'version: 1.0'),
  'name with capitals': change('name: meldpunt', 'name: Meldpunt'),
  'name as a path': change('name: meldpunt', 'name: ../../etc'),
  'name as a shell line': change('name: meldpunt', 'name: "x; rm -rf /"'),
  'name of one letter': change('name: meldpunt', 'name: m'),
  'name of 300 letters': change('name: meldpunt', `name: ${'m'.repeat(300)}`),
  'a bidirectional title': change('nl: Meldpunt', 'nl: "Meld\u202epunt"'),
  'ANSI codes in the title': change('nl: Meldpunt', 'nl: "\\e[2J\\e[31mMeldpunt"'),
  'a misspelt key': change('audience:', 'audiance:'),
  'an unknown key': add('replicas: 3'),
  'an unknown audience': change('[citizen]', '[burger]'),
  'a channel of none': change('channels: [web]', 'channels: []'),
  'no workload': GOOD.replace(/workload:[\s\S]*?(?=intents:)/, ''),
  'workload and workloads': add('workloads: { web: { containers: { web: { image: nginx } } } }'),
  'no containers': GOOD.replace(/ {2}containers:[\s\S]*?(?= {2}service:)/, '  containers: {}\n'),
  'nine containers': GOOD.replace(
    '    web:\n',
    () => `${Array.from({ length: 8 }, (_, n) => `    c${n}: { image: nginx }\n`).join('')}    web:\n`,
  ),
  'image of a number': change('image: nginx:1.27', 'image: 127'),
  'image as a flag': change('image: nginx:1.27', 'image: --privileged'),
  'image with a space': change('image: nginx:1.27', 'image: "nginx 1.27"'),
  'image "." without images': change('image: nginx:1.27', 'image: .'),
  'a build outside the folder': `${change('image: nginx:1.27', 'image: .')}images: { web: { build: ../.. } }\n`,
  'a build at an absolute path': `${change('image: nginx:1.27', 'image: .')}images: { web: { build: /etc } }\n`,
  'a build that is not there': `${change('image: nginx:1.27', 'image: .')}images: { web: { build: nergens } }\n`,
  'an archive that is not there': `${change('image: nginx:1.27', 'image: .')}images: { web: { archive: x.tar } }\n`,
  'build and archive': `${change('image: nginx:1.27', 'image: .')}images: { web: { build: ., archive: x.tar } }\n`,
  privileged: container('securityContext: { privileged: true }'),
  'host network': workload('hostNetwork: true'),
  'an unknown variable name': change('PUBLIC_URL:', '"PUBLIC URL":'),
  'a variable as number': change('PUBLIC_URL: ${resources.site.url}', 'PORT: 8080'),
  'a resource that is not there': change('${resources.site.url}', '${resources.side.url}'),
  'an output that is not there': change('${resources.site.url}', '${resources.site.uri}'),
  'a placeholder of the shell': change('${resources.site.url}', '${HOME}'),
  "a reference of the lab's own": change('${resources.site.url}', '$${secret:mask-key}'),
  'a reference put together': change('${resources.site.url}', '$$${metadata.version}').replace(
    'version: 1.0.0',
    'version: "{secret:mask-key}"',
  ),
  'memory without a unit that is known': change('256Mi', '256MB'),
  'memory of 900 GB': change('256Mi', '900Gi'),
  'cpu as number': change('"500m"', '0.5'),
  'cpu of 400 cores': change('"500m"', '"400"'),
  'a port of 0': change('port: 8080', 'port: 0'),
  'a port as text': change('port: 8080', 'port: "8080"'),
  'port 443': change('port: 8080', 'port: 443'),
  'no port': change('  service: { ports: { web: { port: 8080 } } }\n', ''),
  UDP: change('{ port: 8080 }', '{ port: 8080, protocol: UDP }'),
  'a resource type of later': change('{ type: volume }', '{ type: redis }'),
  'a resource type of nobody': change('{ type: volume }', '{ type: oracle }'),
  'a register of nobody': change('register: adressen', 'register: strafregister'),
  'a class of a resource': change('{ type: volume }', '{ type: volume, class: large }'),
  'a volume over /proc': container('volumes: { /proc: { source: "${resources.data}" } }'),
  'a volume over /': container('volumes: { /usr: { source: "${resources.data}" } }'),
  'a volume with ..': container('volumes: { /data/../etc: { source: "${resources.data}" } }'),
  'a volume of a route': container('volumes: { /data: { source: "${resources.site}" } }'),
  'files as a list': container('files: [{ target: /x, content: y }]'),
  'a file of mode 4755': container('files: { /app/x: { content: y, mode: "4755" } }'),
  'a file over resolv.conf': container('files: { /etc/resolv.conf: { content: nameserver 192.0.2.1 } }'),
  'a probe by command': container('livenessProbe: { exec: { command: [ls] } }'),
  'an order of containers': container('before: [ { container: other } ]'),
  'sandbox as privileged user': add('sandbox: { runAs: nobody }'),
  'everything writable': add('sandbox: { writable: [/] }'),
  '/etc writable': add('sandbox: { writable: [/etc] }'),
  externals: add('externals: [ { host: api.example } ]'),
  'an intent elsewhere': change('path: /melden', 'path: //elders.example/'),
  'an intent without a button': change('    submit: { role: button, name: Verzenden }\n', ''),
  'a role of nobody': change('role: status', 'role: blink'),
  'a capability of one word': add('capabilities: [moving]'),
  'a product of nobody': add('products: ["1152"]'),
  'a need without a purpose': add('needs: [ { fields: { personen: [naam] } } ]'),
  'minutes below zero': add('value: { replaces: { channel: counter, citizenMinutes: -5 } }'),
};
