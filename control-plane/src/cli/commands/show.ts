import { LabError } from '@proeftuin/contract/errors';
import { reportSchema } from '@proeftuin/contract/scorecard';
import { renderText } from '../../reports/text.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'show the scorecard of a stored trial',
  examples: ['show t-20261127-1a2b3c4d5e', 'show t-20261127-1a2b3c4d5e --json'],
  setup(command, terminal) {
    command
      .argument('<trial>', 'id as `proeftuin list` shows it')
      .option('--json', 'the report as one JSON document')
      .action(async (id, { json }) => {
        await (await terminal.store()).trial(id);
        const stored = await (await terminal.store()).report(id);
        if (stored === undefined) {
          throw new LabError('trial.unknown', `trial ${id} was never graded`, {
            next: `Run \`proeftuin grade ${id}\`.`,
          });
        }
        terminal.out(json === true ? stored : renderText(reportSchema.parse(JSON.parse(stored))));
      });
  },
});
