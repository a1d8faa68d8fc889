import { existsSync } from 'node:fs';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { clean } from '@proeftuin/contract/clean';
import { discover } from '@proeftuin/contract/discover';
import { asLabError, LabError } from '@proeftuin/contract/errors';
import { type Home, openHome } from '../home.ts';
import type { Store } from '../store/store.ts';
import type { CliCommand, Terminal } from './command.ts';

const INTRO = `The living lab of the 309th Flemish municipality: a virtual one.

Exit codes: 0 the gates of the suite's level hold · 1 they do not · 2 manifest or usage error · 3 the lab failed ·
4 no engine, or one that cannot isolate · 130 interrupted.`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs the CLI and returns its exit code. Errors are told as: what, where, what to do. */
export async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  let code = 0;
  const begin = performance.now();
  const stop = new AbortController();
  // Stays in place: between two handlers a second signal would end this process, and none of its children.
  const interrupted = (signal: NodeJS.Signals) => {
    if (stop.signal.aborted) return void (signal === 'SIGINT' && process.exit(130));
    process.stderr.write('interrupted: tearing down (once more to leave at once; `proeftuin sweep` cleans up then)\n');
    stop.abort(new LabError('interrupted', 'interrupted'));
  };
  for (const name of SIGNALS) process.on(name, interrupted);
  // Whoever read us is gone (`| head`): what runs is ended as by Ctrl-C, and what is left to print goes nowhere.
  const unread = () => stop.abort(new LabError('interrupted', 'nobody reads what it prints any more'));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unread);

  let home: Home | undefined;
  let store: Store | undefined;
  const terminal: Terminal = {
    out: (text) => process.stdout.write(`${text}\n`),
    say: (line) =>
      process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${clean(line)}\n`),
    signal: stop.signal,
    env,
    cwd: process.cwd(),
    home: () => {
      home ??= openHome(env);
      return home;
    },
    store: async () => {
      const { openStore } = await import('../store/store.ts');
      store ??= openStore(terminal.home().folder);
      return store;
    },
    after: argv.includes('--') ? argv.slice(argv.indexOf('--') + 1) : [],
    exit: (value) => {
      code = value;
    },
  };
  const words = wordsOf(argv);
  const program = await programOf(terminal, words[0]);
  if (words.length === 0) {
    program.outputHelp();
    return 0;
  }
  const known = program.commands.some((command) => command.name() === words[0]);
  try {
    // Of a command that is not there only its name is parsed: with --help the answer would be the help of all.
    await program.parseAsync(known || words[0]?.startsWith('-') ? words : words.slice(0, 1), { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0;
    // Its help was printed: a group of commands was called without one.
    if (thrown instanceof CommanderError && thrown.code === 'commander.help') return 2;
    const usage = thrown instanceof CommanderError ? misused(thrown, known ? words[0] : undefined) : thrown;
    const error = asLabError(stop.signal.aborted ? stop.signal.reason : usage);
    tell(error, argv.includes('--json'), env);
    return error.exit;
  } finally {
    store?.close();
    for (const name of SIGNALS) process.off(name, interrupted);
  }
  return code;
}

/** `help try` is `try --help`, so that a name that is not there is told as everywhere. */
const wordsOf = (argv: readonly string[]): string[] =>
  argv[0] === 'help' && argv[1] !== undefined ? [...argv.slice(1), '--help'] : [...argv];

/** What commander says of wrong words, as an error like all others. */
function misused({ message }: CommanderError, command: string | undefined): LabError {
  const said = message.replace(/^error: /, '').replaceAll(/\s+/g, ' ');
  const what = command === undefined ? '' : `${command} `;
  return new LabError('usage.invalid', said, { next: `Run \`proeftuin ${what}--help\`.` });
}

/** The program with all its commands in the order of their names, or with `asked` alone: most load what it has no use for. */
export async function programOf(terminal: Terminal, asked?: string) {
  const program = new Command('proeftuin').description(INTRO).version('0.1.0').exitOverride();
  program.configureOutput({ outputError: () => undefined });
  const one = new URL(`./commands/${asked}.ts`, import.meta.url);
  const alone = asked !== undefined && /^[a-z]+$/.test(asked) && existsSync(one);
  const commands = alone
    ? new Map<string, CliCommand>([[`./commands/${asked}.ts`, (await import(one.href)).default]])
    : await discover<CliCommand>(import.meta.url, './commands/*.ts');
  for (const [file, { setup, summary, examples }] of commands) {
    const name = file.replace(/^.*\//, '').replace(/\.ts$/, '');
    const command = program.command(name).description(summary).exitOverride();
    command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  $ proeftuin ${line}`).join('\n')}`);
    setup(command as unknown as Command, terminal);
  }
  return program;
}

function tell(error: LabError, json: boolean, env: NodeJS.ProcessEnv): void {
  const { code, message, next } = error;
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, next } })}\n`);
  process.stderr.write(`${code}: ${clean(message)}\n  → ${clean(next)}\n`);
  if (code === 'lab.internal' || env.PROEFTUIN_DEBUG !== undefined) {
    process.stderr.write(`${clean(error.cause instanceof Error ? (error.cause.stack ?? '') : (error.stack ?? ''))}\n`);
  }
}
