import { LabError } from '@proeftuin/contract/errors';
import { defineCommand } from '../command.ts';
import { sweepDied } from '../open-engine.ts';
import { engineOption, openPlace, siteOption } from '../place.ts';

export default defineCommand({
  summary: 'remove the sandboxes of this lab that no living trial owns; nothing of others',
  examples: ['sweep', 'sweep --kept', 'sweep --engine kubernetes --json'],
  setup(command, terminal) {
    command
      .addOption(engineOption())
      .addOption(siteOption())
      .option('--kept', 'also the sandboxes that `try --keep` left running')
      .option('--json', 'one JSON document')
      .action(async ({ kept, json, ...place }) => {
        const engine = await openPlace(terminal, place);
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
