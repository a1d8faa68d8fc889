import { resolve } from 'node:path';
import { clean } from '@proeftuin/contract/clean';
import { shellWord } from '@proeftuin/contract/shell-word';
import { check } from '../../trials/preflight.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'look at the manifest and the folder only; starts nothing',
  examples: ['check .', 'check . --json'],
  setup(command, terminal) {
    command
      .argument('[folder]', 'folder with a proeftuin.yaml', '.')
      .option('--json', 'one JSON document')
      .action(async (folder, { json }) => {
        const { problems, warnings } = await check(resolve(terminal.cwd, folder));
        if (json === true) terminal.out(JSON.stringify({ problems, warnings }, null, 2));
        else {
          for (const text of [...problems.map((p) => p.text), ...warnings]) terminal.out(clean(text));
          if (problems.length === 0) terminal.out(`the manifest holds: proeftuin try ${shellWord(folder)}`);
        }
        terminal.exit(problems.length === 0 ? 0 : 2);
      });
  },
});
