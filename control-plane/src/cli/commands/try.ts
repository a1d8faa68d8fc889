import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { PROFILES } from '@proeftuin/contract/municipality';
import { shellWord } from '@proeftuin/contract/shell-word';
import { renderText } from '../../reports/text.ts';
import { readManifest } from '../../trials/release.ts';
import { submit } from '../../trials/submit.ts';
import { defineCommand } from '../command.ts';
import { checkDefects } from '../defects.ts';
import { openEngine } from '../open-engine.ts';
import { engineOption, siteOption } from '../place.ts';
import { population, seed } from '../town.ts';
import { worldOf } from '../world.ts';

export default defineCommand({
  summary: "try a provider's folder: the whole trial, ending in a report that says what to change",
  examples: [
    'try sandbox-images/providers/verhuisloket',
    'try . --suite moving --profile antwerpen',
    'try . --only security/session/csrf-refused',
    'try . --compat --json > report.json',
    'try . --site leiedal',
  ],
  setup(command, terminal) {
    command
      .argument('[folder]', 'folder with a proeftuin.yaml', '.')
      .option('--suite <id>', 'which scenarios to play', 'quick')
      .option('--only <id>', 're-check one audit or scenario')
      .addOption(new Option('--profile <id>', 'which municipality').choices([...PROFILES]).default('aalter' as const))
      .option('--municipality <nis...>', 'a subset of a profile of several municipalities')
      .option('--seed <text>', 'the same seed gives the same town', seed, '309')
      .option('--date <yyyy-mm-dd>', "the town's date")
      .option('--population <n>', 'residents, from 50 up (default: true size)', population)
      .option('--rubric <id>', 'gates, weights and thresholds', 'v1')
      .option('--out <folder>', 'where the report goes (default: out/<trial id>)')
      .option('--keep', 'leave the sandbox running; `proeftuin sweep --kept` removes it')
      .option('--env-file <file>', 'values of ${secrets.NAME}')
      .addOption(engineOption())
      .addOption(siteOption())
      .option('--images <how>', 'pull, build, or a registry prefix', 'build')
      .option('--compat', 'grade compat, for images that must start as root')
      .option(
        '--accept-weak-isolation',
        'go on although a guarantee of isolation does not hold; the report says so in red',
      )
      .option('--defects <ids>', 'planted defects of the example service, separated by commas')
      .option('--json', 'the report as one JSON document on stdout; progress on stderr')
      .action(async (folder, options) => {
        // Before an engine is started for it.
        const { manifest } = readManifest(resolve(terminal.cwd, folder));
        if (options.defects !== undefined) await checkDefects(manifest.metadata.name, options.defects);
        const engine = await openEngine(terminal, options);
        try {
          const world = await worldOf(terminal, engine, options.images);
          const end = await submit(world, terminal, folder, options);
          if (options.json === true) terminal.out(JSON.stringify(end.report, null, 2));
          else terminal.out(renderText(end.report, { ...end.files, folderAsTyped: shellWord(folder) }));
          if (options.json === true) terminal.say(`report ${end.files.html}`);
          // With --json the report says it: stdout is one document.
          if (end.error !== undefined && options.json !== true) throw end.error;
          if (end.error !== undefined) terminal.say(`${end.error.code}: ${end.error.message}`);
          terminal.exit(end.error?.exit ?? (end.held ? 0 : 1));
        } finally {
          await engine.close();
        }
      });
  },
});
