import { LabError } from '@proeftuin/contract/errors';
import { openAnyEngine } from '../../engines/open.ts';
import { defineCommand } from '../command.ts';
import { engineOption } from '../engine-option.ts';
import { sweepDied } from '../open-engine.ts';

export default defineCommand({
  summary: 'remove the sandboxes of this lab that no living trial owns; nothing of others',
  examples: ['sweep', 'sweep --kept', 'sweep --engine kubernetes --json'],
  setup(command, terminal) {
    command
      .addOption(engineOption())
      .option('--kept', 'also the sandboxes that `try --keep` left running')
      .option('--json', 'one JSON document')
      .action(async ({ engine: choice, kept, json }) => {
        const engine = await openAnyEngine({ home: terminal.home().folder, choice, progress: terminal.say });
        try {
          const swept = await sweepDied(terminal, engine, kept);
          if (json === true) terminal.out(JSON.stringify({ swept }));
          else if (swept.length === 0) terminal.out('nothing to sweep');
          else
            for (const { id, leftovers } of swept)
              terminal.out(`${id}: ${leftovers.length === 0 ? 'removed' : leftovers.join(', ')}`);
          const left = swept.flatMap((s) => s.leftovers);
          if (left.length > 0) throw new LabError('lab.leftovers', left.join(', '));
        } finally {
          await engine.close();
        }
      });
  },
});
