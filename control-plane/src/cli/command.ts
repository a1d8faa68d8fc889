import type { Command } from '@commander-js/extra-typings';
import type { Home } from '../home.ts';
import type { Store } from '../store/store.ts';

/** What a command gets of its process. */
export interface Terminal {
  /** Results: stdout. */
  readonly out: (text: string) => void;
  /** Progress and messages: stderr, one line each. */
  readonly say: (line: string) => void;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly home: () => Home;
  /** Opened, and its library loaded, when a command first asks. */
  readonly store: () => Promise<Store>;
  /** The words after `--`, which are another program's. */
  readonly after: readonly string[];
  /** Exit code of the process when nothing is thrown. */
  exit: (code: number) => void;
}

/** One command of the CLI: a file in commands/, named as the command. */
export interface CliCommand {
  /** Adds its arguments, options and action. */
  setup(command: Command, terminal: Terminal): void;
  readonly summary: string;
  /** Lines of examples for --help, without the prompt. */
  readonly examples: readonly string[];
}

export const defineCommand = (command: CliCommand): CliCommand => command;
