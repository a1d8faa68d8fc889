import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { LabError } from '@proeftuin/contract/errors';
import { PROFILES } from '@proeftuin/contract/municipality';
import { type Asked, prepare } from '../../dev/prepare.ts';
import { runDev } from '../../dev/run.ts';
import { envText } from '../../trials/env-file.ts';
import { readManifest } from '../../trials/release.ts';
import { defineCommand } from '../command.ts';
import { population, seed } from '../town.ts';

/** The 309th municipality; and far from what frameworks take. */
const PORT = 4309;
const MARK = '# Written by `proeftuin dev`, which writes it anew at each start.\n';

export default defineCommand({
  summary: 'run the municipality on this machine, without containers, to develop a service against',
  examples: [
    'dev',
    'dev . -- npm start',
    'dev . --watch -- npm start',
    'dev . --origin http://localhost:3000 --env-file .env.proeftuin',
    'dev . --profile antwerpen --json -- npm start',
    'dev . --set DATABASE_URL=postgres://localhost/mine',
  ],
  setup(command, terminal) {
    command
      .argument(
        '[words...]',
        'folder with a proeftuin.yaml (default: here), and after `--` a program to run with its variables',
      )
      .addOption(new Option('--profile <id>', 'which municipality').choices([...PROFILES]).default('aalter' as const))
      .option('--municipality <nis...>', 'a subset of a profile of several municipalities')
      .option('--seed <text>', 'the same seed gives the same town, and the same credentials', seed, '309')
      .option('--date <yyyy-mm-dd>', "the town's date")
      .option('--population <n>', 'residents, from 50 up (default: true size)', population)
      .option('--port <n>', 'of all its hosts; 0: any that is free', portOf, PORT)
      .option('--origin <url>', 'where your service is (default: http://localhost and the port of the manifest)')
      .option('--env-file <file>', "write the manifest's variables to this file")
      .option('--container <id>', 'whose variables, in a manifest of several containers')
      .option('--set <name=value...>', 'a variable laid over those of the manifest')
      .option('--secrets <file>', 'values of ${secrets.NAME}')
      .option('--tls', 'https, for client libraries that take nothing else; the variables name its authority')
      .option('--watch', 'start the program anew when a file of the folder changes, and grade its calls')
      .option(
        '--ignore <glob...>',
        'files that do not count for --watch, beside dependencies, hidden files, logs and databases',
      )
      .option('--json', 'one JSON object a line on stdout')
      .action(async (words, options) => {
        const { after } = terminal;
        const folders = words.slice(0, words.length - after.length);
        if (folders.length > 1)
          throw new LabError('usage.invalid', `more than one folder: ${folders.join(' ')}`, {
            next: 'Write a program after `--`: proeftuin dev . -- npm start.',
          });
        const folder = resolve(terminal.cwd, folders[0] ?? '.');
        const { municipality = [], set = [], secrets, envFile, port, tls = false, json = false, ...others } = options;
        const { watch = false, ignore = [], ...rest } = others;
        if (watch && after.length === 0)
          throw new LabError('usage.invalid', '--watch without a program', {
            next: 'Write it after `--`: proeftuin dev . --watch -- npm start.',
          });
        const asked: Asked = {
          ...rest,
          municipalities: municipality,
          caOf: tls ? (at) => join(terminal.home().folder, `dev-${at}.pem`) : undefined,
          set: Object.fromEntries(set.map(split)),
          secrets: secrets === undefined ? '' : textOf(resolve(terminal.cwd, secrets)),
        };
        const file = envFile === undefined ? undefined : resolve(terminal.cwd, envFile);
        if (file !== undefined) refuseForeign(file);
        const code = await runDev(terminal, {
          folder,
          port,
          json,
          tls,
          command: after,
          watch: watch ? ignore : undefined,
          prepare: (at) => prepare(readManifest(folder), asked, at),
          keep: (variables) => {
            if (file !== undefined) writeFileSync(file, `${MARK}${envText(variables)}`, { mode: 0o600 });
            return file;
          },
        });
        terminal.exit(code);
      });
  },
});

function portOf(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (value < 0 || value > 65_535) throw new LabError('usage.invalid', `--port ${text}: a number from 0 to 65535`);
  return value;
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new LabError('usage.invalid', `--set ${pair}: a name and a value, as DATABASE_URL=postgres://…`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function textOf(file: string): string {
  if (!existsSync(file)) throw new LabError('usage.invalid', `--secrets: there is no ${file}`);
  return readFileSync(file, 'utf8');
}

/** A file of somebody's own is never overwritten. */
function refuseForeign(file: string): void {
  if (existsSync(file) && !readFileSync(file, 'utf8').startsWith(MARK))
    throw new LabError('usage.invalid', `--env-file ${file} is there, and this command did not write it`, {
      next: 'Name another file.',
    });
}
