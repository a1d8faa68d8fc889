import { resolve } from 'node:path';
import { planOf } from '../../trials/plan/plan.ts';
import { readRelease } from '../../trials/release.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'print the sandbox that a trial of this folder would get: pure, same bytes each time, no secrets',
  examples: ['plan sandbox-images/providers/verhuisloket', 'plan . --compat'],
  setup(command, terminal) {
    command
      .argument('[folder]', 'folder with a proeftuin.yaml', '.')
      .option('--compat', 'grade compat')
      .option('--json', 'the default: one JSON document')
      .action(async (folder, { compat }) => {
        const release = await readRelease(resolve(terminal.cwd, folder));
        const { plan } = planOf({
          releases: [release],
          settings: {
            id: 's-plan',
            owner: 'lab-plan',
            ttl: 3600,
            grade: compat === true ? 'compat' : 'strict',
            profile: 'aalter',
            municipalities: [],
            seed: '309',
            base: 'vlavirgem.test',
            serviceBase: 'dienst.test',
            overlay: {},
          },
        });
        terminal.out(JSON.stringify(plan, null, 2));
      });
  },
});
