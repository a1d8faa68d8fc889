import { clean } from '@proeftuin/contract/clean';
import { of } from '@proeftuin/contract/evidence';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: "print what a trial's service wrote",
  examples: ['logs t-20261127-1a2b3c4d5e', 'logs t-20261127-1a2b3c4d5e --container web'],
  setup(command, terminal) {
    command
      .argument('<trial>', 'id as `proeftuin list` shows it')
      .option('--container <name>', 'only this container')
      .option('--json', 'one JSON document')
      .action(async (id, { container, json }) => {
        await (await terminal.store()).trial(id);
        const lines = of(await (await terminal.store()).evidence(id), 'log-line')
          .map((record) => record.data)
          .filter((line) => container === undefined || line.container === container);
        if (json === true) return terminal.out(JSON.stringify({ lines }, null, 2));
        for (const line of lines)
          terminal.out(`${line.workload}/${line.container} ${line.stream}  ${clean(line.text)}`);
      });
  },
});
