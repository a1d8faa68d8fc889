import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { LabError } from '@proeftuin/contract/errors';
import { stringify } from 'yaml';
import { rightsFor, type Subject } from '../../engines/kubernetes/rights/roles.ts';
import { ENGINES } from '../../engines/open.ts';
import { type Site, siteSchema } from '../../engines/sites.ts';
import { defineCommand } from '../command.ts';
import { diagnose } from '../diagnose.ts';
import { openPlace, sitesOf } from '../place.ts';

export default defineCommand({
  summary: 'the named places where sandboxes may run, and what a cluster must allow the lab',
  examples: [
    'sites list',
    'sites add leiedal --engine kubernetes --kubeconfig leiedal.kubeconfig --loader "k3s ctr images import"',
    'sites add gent --engine kubernetes --registry registry.gent.example/lab --registry-auth registry.json',
    'sites check leiedal',
    'sites rbac | kubectl apply -f -',
  ],
  setup(command, terminal) {
    command
      .command('list')
      .description('print the sites')
      .option('--json', 'one JSON document')
      .action(({ json }) => {
        const sites = Object.entries(sitesOf(terminal).all());
        if (json === true) return terminal.out(JSON.stringify({ sites: Object.fromEntries(sites) }, null, 2));
        if (sites.length === 0) terminal.out('no sites: `proeftuin sites add NAME --engine …`');
        for (const [name, site] of sites) terminal.out(`${name.padEnd(20)} ${described(site)}`);
      });
    command
      .command('add')
      .description('name a place')
      .argument('<name>')
      .addOption(new Option('--engine <name>', 'what runs there').choices([...ENGINES]).makeOptionMandatory())
      .option('--kubeconfig <file>', 'of the cluster, else as kubectl would find it')
      .option('--context <name>', 'of that file')
      .option('--loader <command>', 'loads an image archive onto the nodes')
      .option('--registry <host/path>', 'where images are pushed to and the nodes pull from, instead of a loader')
      .option('--registry-auth <file>', 'credentials for it, as `skopeo login --authfile` writes them')
      .option('--runtime-class <name>', 'RuntimeClass of the pods of services, such as gvisor')
      .option('--label <key=value...>', 'what tells it from others')
      .action((name, { label = [], loader, kubeconfig, registry, registryAuth, ...site }) => {
        const labels = Object.fromEntries(label.map((pair) => split(pair)));
        const given = {
          ...site,
          ...(kubeconfig === undefined ? {} : { kubeconfig: resolve(terminal.cwd, kubeconfig) }),
          ...(loader === undefined ? {} : { loader: loader.split(/\s+/).filter(Boolean) }),
          ...(registry === undefined && registryAuth === undefined
            ? {}
            : {
                registry: {
                  at: registry,
                  ...(registryAuth === undefined ? {} : { auth: resolve(terminal.cwd, registryAuth) }),
                },
              }),
          ...(label.length === 0 ? {} : { labels }),
        };
        const parsed = siteSchema.safeParse(given);
        if (!parsed.success)
          throw new LabError('usage.invalid', parsed.error.issues.map(({ message }) => message).join('; '));
        sitesOf(terminal).add(name, given);
        terminal.out(`${name}: ${described(parsed.data)}`);
      });
    command
      .command('check')
      .description('look at a site as `doctor` does')
      .argument('<name>')
      .option('--images <how>', 'pull, build, or a registry prefix', 'build')
      .option('--json', 'one JSON document')
      .action(async (name, { images, json = false }) => {
        const engine = await openPlace(terminal, { engine: 'auto', site: name });
        try {
          await diagnose(terminal, engine, { images, json });
        } finally {
          await engine.close();
        }
      });
    command
      .command('remove')
      .description('forget a site; `sweep --site NAME` first removes what is left there')
      .argument('<name>')
      .action((name) => {
        sitesOf(terminal).remove(name);
        terminal.out(`${name}: forgotten`);
      });
    command
      .command('rbac')
      .description('print the least rights that the lab needs on a cluster, for its administrator to apply once')
      .option('--service-account <namespace/name>', 'whom they are given to', 'proeftuin/lab')
      .option('--user <name>', 'a user instead, as the cluster calls it')
      .action(({ serviceAccount, user }) => {
        const objects = rightsFor(subjectOf(serviceAccount, user));
        terminal.out(
          objects
            .map((object) => stringify(object, { lineWidth: 0 }))
            .join('---\n')
            .trimEnd(),
        );
      });
  },
});

function described(site: Site): string {
  const where = site.engine === 'kubernetes' ? [site.kubeconfig, site.context, site.registry?.at] : [];
  const labels = Object.entries(site.labels).map((pair) => pair.join('='));
  return [site.engine, ...where.filter((part) => part !== undefined), ...labels].join('  ');
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new LabError('usage.invalid', `--label ${pair}: a key and a value, as region=leiedal`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function subjectOf(account: string, user: string | undefined): Subject {
  if (user !== undefined) return { kind: 'User', name: user };
  const [namespace = '', name = '', ...more] = account.split('/');
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  if (more.length > 0 || !label.test(namespace) || !label.test(name))
    throw new LabError('usage.invalid', `--service-account ${account}: a namespace and a name, as proeftuin/lab`);
  return { kind: 'ServiceAccount', namespace, name };
}
