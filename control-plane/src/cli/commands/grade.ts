import { renderJson } from '../../reports/json.ts';
import { renderText } from '../../reports/text.ts';
import { regrade } from '../../trials/grade.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'grade a stored trial again, from its evidence; needs no sandbox',
  examples: ['grade t-20261127-1a2b3c4d5e', 'grade t-20261127-1a2b3c4d5e --rubric v1 --json'],
  setup(command, terminal) {
    command
      .argument('<trial>', 'id as `proeftuin list` shows it')
      .option('--rubric <id>', 'gates, weights and thresholds', 'v1')
      .option('--json', 'the report as one JSON document')
      .action(async (id, { rubric, json }) => {
        const report = await regrade(await terminal.store(), id, rubric);
        terminal.out(json === true ? renderJson(report) : renderText(report));
        terminal.exit(report.level === 'not ready' ? 1 : 0);
      });
  },
});
