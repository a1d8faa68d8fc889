import { clean } from '@proeftuin/contract/clean';
import { LabError } from '@proeftuin/contract/errors';
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
        const all = of(await (await terminal.store()).evidence(id), 'log-line').map((record) => record.data);
        const lines = all.filter((line) => container === undefined || line.container === container);
        const names = [...new Set(all.map((line) => line.container))];
        if (container !== undefined && !names.includes(container))
          throw new LabError('usage.invalid', `--container ${container}: it wrote nothing`, {
            next: names.length === 0 ? 'No container wrote anything.' : `Choose of ${names.join(', ')}.`,
          });
        if (json === true) return terminal.out(JSON.stringify({ lines }, null, 2));
        for (const line of lines)
          terminal.out(`${line.workload}/${line.container} ${line.stream}  ${clean(line.text)}`);
      });
  },
});
