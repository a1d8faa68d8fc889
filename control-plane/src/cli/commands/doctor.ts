import { defineCommand } from '../command.ts';
import { diagnose } from '../diagnose.ts';
import { engineOption, openPlace, siteOption } from '../place.ts';

export default defineCommand({
  summary: 'look at this machine: engine, images, Node, the guarantees of isolation, leftovers; and how to mend each',
  examples: ['doctor', 'doctor --engine docker --json', 'doctor --engine kubernetes', 'doctor --site leiedal'],
  setup(command, terminal) {
    command
      .addOption(engineOption())
      .addOption(siteOption())
      .option('--images <how>', 'pull, build, or a registry prefix', 'build')
      .option('--json', 'one JSON document on stdout')
      .action(async ({ images, json = false, ...place }) => {
        const engine = await openPlace(terminal, place);
        try {
          await diagnose(terminal, engine, { images, json });
        } finally {
          await engine.close();
        }
      });
  },
});
