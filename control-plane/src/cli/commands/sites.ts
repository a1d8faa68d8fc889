import { LabError } from '@proeftuin/contract/errors';
import { stringify } from 'yaml';
import { rightsFor, type Subject } from '../../engines/kubernetes/rights/roles.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'where sandboxes may run: what a cluster must allow the lab',
  examples: ['sites rbac | kubectl apply -f -', 'sites rbac --user lab@institute.example'],
  setup(command, terminal) {
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

function subjectOf(account: string, user: string | undefined): Subject {
  if (user !== undefined) return { kind: 'User', name: user };
  const [namespace = '', name = '', ...more] = account.split('/');
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  if (more.length > 0 || !label.test(namespace) || !label.test(name))
    throw new LabError('usage.invalid', `--service-account ${account}: a namespace and a name, as proeftuin/lab`);
  return { kind: 'ServiceAccount', namespace, name };
}
