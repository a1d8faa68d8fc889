import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SitesFile } from './sites.ts';

let home: string;
let sites: SitesFile;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'proeftuin-sites-'));
  sites = new SitesFile(home, {});
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('sites are added and removed; what people wrote beside them stays', () => {
  expect(sites.all()).toEqual({});
  writeFileSync(sites.path, '# of the region\nsites:\n  here: { engine: podman } # this machine\n');
  sites.add('leiedal', { engine: 'kubernetes', kubeconfig: 'leiedal.kubeconfig', labels: { region: 'leiedal' } });
  expect(sites.all()).toEqual({
    here: { engine: 'podman', labels: {} },
    leiedal: { engine: 'kubernetes', kubeconfig: 'leiedal.kubeconfig', labels: { region: 'leiedal' } },
  });
  expect(sites.get('leiedal')).toMatchObject({ kubeconfig: join(home, 'leiedal.kubeconfig') });
  sites.remove('leiedal');
  expect(readFileSync(sites.path, 'utf8')).toBe('# of the region\nsites:\n  here: { engine: podman } # this machine\n');
});

test('paths are from where the file lies', () => {
  writeFileSync(
    sites.path,
    'sites: { gent: { engine: kubernetes, registry: { at: r.example/lab, auth: push.json, pullAuth: /etc/pull.json } } }',
  );
  const registry = { at: 'r.example/lab', auth: join(home, 'push.json'), pullAuth: '/etc/pull.json' };
  expect(sites.get('gent')).toEqual({ engine: 'kubernetes', registry, labels: {} });
});

test('a name that is taken is refused, one that is not there is told with those that are', () => {
  sites.add('here', { engine: 'auto' });
  expect(() => sites.add('here', { engine: 'docker' })).toThrow(/there is a site here already/);
  for (const name of ['there', 'constructor', '__proto__']) {
    expect(() => sites.get(name)).toThrow(/there are: here/);
    expect(() => sites.remove(name)).toThrow(/there are: here/);
  }
  expect(sites.all()).toEqual({ here: { engine: 'auto', labels: {} } });
});

test.each([
  ['sites: { a: { engine: nomad } }', /sites\.a\.engine/],
  ['sites: { a: { engine: podman, kubeconfig: x } }', /kubeconfig/],
  ['sites: { a: { engine: kubernetes, loader: [] } }', /sites\.a\.loader/],
  ['sites: { a: { engine: kubernetes, registry: { at: registry.example } } }', /sites\.a\.registry\.at/],
  ['sites: { a: { engine: kubernetes, loader: [x], registry: { at: r.example/lab } } }', /a loader or a registry/],
  ['sites: { "A B": { engine: podman } }', /sites\.A B/],
  ['places: {}', /places/],
  ['sites: [', /proeftuin\.config\.yaml/],
])('%s is refused, and says where', (text, says) => {
  writeFileSync(sites.path, text);
  expect(() => sites.all()).toThrow(says);
  expect(() => sites.add('b', { engine: 'podman' })).toThrow(says);
  expect(readFileSync(sites.path, 'utf8')).toBe(text);
});

test('the file may lie elsewhere', () => {
  const elsewhere = new SitesFile(home, { PROEFTUIN_CONFIG: join(home, 'other.yaml') });
  elsewhere.add('here', { engine: 'podman' });
  expect(readFileSync(join(home, 'other.yaml'), 'utf8')).toBe('sites:\n  here:\n    engine: podman\n');
});
