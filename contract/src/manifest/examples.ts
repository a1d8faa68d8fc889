import type { Path } from './problem.ts';

/** A right line for each part of the manifest, by its first keys. */
const EXAMPLES: readonly (readonly [string, string])[] = [
  ['metadata.name', 'name: verhuisloket'],
  ['metadata.version', 'version: 1.4.0'],
  ['metadata', 'metadata: { name: verhuisloket, version: 1.4.0 }'],
  ['title', 'title: { nl: Verhuisloket, en: Moving desk }'],
  ['summary', 'summary: { nl: Geef uw nieuwe adres door aan de gemeente. }'],
  ['products', 'products: [ "ipdc:1152" ]'],
  ['audience', 'audience: [ citizen ]'],
  ['channels', 'channels: [ web ]'],
  ['workload.containers.*.variables', 'variables: { PORT: "8080" }'],
  ['workload.containers.*.resources', 'resources: { limits: { cpu: "500m", memory: 256Mi } }'],
  ['workload.containers.*.livenessProbe', 'livenessProbe: { httpGet: { path: /health, port: 8080 } }'],
  ['workload.containers.*.readinessProbe', 'readinessProbe: { httpGet: { path: /health, port: 8080 } }'],
  ['workload.containers', 'containers: { web: { image: . } }'],
  ['workload.service', 'service: { ports: { web: { port: 8080 } } }'],
  ['workload.resources.*.params', 'addresses: { type: register, params: { register: adressen } }'],
  ['workload.resources', 'resources: { site: { type: route } }'],
  [
    'workload',
    'workload:\n  containers: { web: { image: . } }\n  service: { ports: { web: { port: 8080 } } }\n  resources: { site: { type: route } }',
  ],
  ['images', 'images: { web: { build: . } }'],
  ['sandbox', 'sandbox: { writable: [ /var/lib/app ], runAs: lab }'],
  ['needs', 'needs: [ { purpose: { nl: Adres registreren }, fields: { personen: [naam] } } ]'],
  ['capabilities', 'capabilities: [ identity.login, moving.report ]'],
  [
    'intents',
    'report-move: { path: /verhuizen, steps: [ { fields: {}, submit: { role: button, name: Verder } } ], confirmation: { role: status, name: Ingediend } }',
  ],
  ['externals', 'leave it out'],
  ['value', 'value: { replaces: { channel: counter, citizenMinutes: 25 } }'],
  ['', 'apiVersion: proeftuin/v1\nkind: Service\nmetadata: { name: verhuisloket, version: 1.4.0 }'],
];

/** The example that fits a place best. */
export function exampleFor(path: Path): string {
  const place = path.map(String);
  if (place[0] === 'workloads') place.splice(0, 2, 'workload');
  for (const [pattern, example] of EXAMPLES) {
    const parts = pattern === '' ? [] : pattern.split('.');
    if (parts.length <= place.length && parts.every((part, n) => part === '*' || part === place[n])) return example;
  }
  return '';
}
