import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { LabError } from '@proeftuin/contract/errors';
import { PROFILES } from '@proeftuin/contract/municipality';
import { defineCommand } from '../command.ts';
import { population, seed } from '../town.ts';

const FORMATS = ['csv', 'jsonld', 'sqlite'] as const;

/** `csv,sqlite` */
function formats(text: string): (typeof FORMATS)[number][] {
  const asked = text.split(',').map((one) => one.trim());
  const unknown = asked.filter((one) => !FORMATS.some((known) => known === one));
  if (unknown.length > 0)
    throw new LabError(
      'usage.invalid',
      `--format ${text}: there is no ${unknown.map((one) => `"${one}"`).join(', ')}`,
      {
        next: `Choose from ${FORMATS.join(',')}.`,
      },
    );
  return FORMATS.filter((known) => asked.includes(known));
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000)
    throw new LabError('usage.invalid', `--count ${text}: a whole number from 1 to 1000`);
  return value;
}

export default defineCommand({
  summary: 'the virtual municipality by itself',
  examples: [
    "municipality find 'age 18-30, household 3, tag diacritics'",
    'municipality generate --profile aalter --seed 309 --out town',
    'municipality generate --profile antwerpen --population 5000 --format sqlite --out town --json',
    'municipality generate --profile leiedal --municipality 34022 34027 --format csv,jsonld --out town --force',
  ],
  setup(command, terminal) {
    command
      .command('find')
      .description('residents who meet conditions: the personas of scenarios, of `dev` and of the login')
      .argument(
        '[conditions]',
        'age 18-30, household 3, tag diacritics, sex V, adult, minor, enterprise, civil-servant, municipality 44084',
        '',
      )
      .addOption(new Option('--profile <id>', 'which municipality').choices([...PROFILES]).default('aalter' as const))
      .option('--municipality <nis...>', 'a subset of a profile of several municipalities')
      .option('--seed <text>', 'the same seed gives the same people', seed, '309')
      .option('--date <yyyy-mm-dd>', "the town's date")
      .option('--population <n>', 'residents, from 50 up (default: true size)', population)
      .option('--count <n>', 'how many at most', count, 10)
      .option('--json', 'one JSON document')
      .addHelpText(
        'after',
        "\nExamples:\n  $ proeftuin municipality find 'age 18-30, household 3, tag diacritics'\n  $ proeftuin municipality find 'civil-servant' --profile antwerpen --count 1 --json",
      )
      .action(async (conditions, { municipality = [], count: most, json, ...rest }) => {
        const { findResidents, residentLine } = await import('../find.ts');
        const people = await findResidents({ ...rest, municipalities: municipality }, conditions, most);
        terminal.out(json === true ? JSON.stringify({ people }, null, 2) : people.map(residentLine).join('\n'));
      });
    command
      .command('generate')
      .description(
        'write a town as tables with a codebook: residents, households, addresses, buildings, enterprises, associations; the same seed gives the same bytes',
      )
      .addOption(new Option('--profile <id>', 'which municipality').choices([...PROFILES]).default('aalter' as const))
      .option('--municipality <nis...>', 'a subset of a profile of several municipalities')
      .option('--seed <text>', 'the same seed gives the same town', seed, '309')
      .option('--date <yyyy-mm-dd>', "the town's date")
      .option('--population <n>', 'residents, from 50 up (default: true size)', population)
      .requiredOption('--out <folder>', 'where the files go: a new or an empty folder')
      .option('--format <list>', 'csv, jsonld, sqlite, separated by commas', formats, [...FORMATS])
      .option('--force', 'write into a folder that is not empty; files of the same names are replaced')
      .option('--json', 'one JSON document that says what was written')
      .addHelpText(
        'after',
        '\nExamples:\n  $ proeftuin municipality generate --out town\n  $ proeftuin municipality generate --profile voka --format sqlite --out town --json',
      )
      .action(async (options) => {
        const { exportTown } = await import('@proeftuin/municipality/export/export');
        const folder = resolve(terminal.cwd, options.out);
        const town = {
          profile: options.profile,
          seed: options.seed,
          municipalities: options.municipality ?? [],
          date: options.date,
          population: options.population,
        };
        const made = await exportTown(town, {
          folder,
          formats: options.format,
          force: options.force === true,
          signal: terminal.signal,
          progress: terminal.say,
        });
        const bytes = made.files.reduce((sum, file) => sum + file.bytes, 0);
        terminal.out(
          options.json === true
            ? JSON.stringify({ folder, ...made }, null, 2)
            : `${made.residents} residents in ${made.files.length} files, ${(bytes / 1e6).toFixed(1)} MB: ${folder}\ncodebook.md says what each column means`,
        );
      });
  },
});
