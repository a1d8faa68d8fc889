import { writeFileSync } from 'node:fs';
import { asLabError } from '@proeftuin/contract/errors';
import type { Terminal } from '../cli/command.ts';
import { envText } from '../trials/env-file.ts';
import type { Call } from './call.ts';
import { runChild } from './child.ts';
import { complaintsOf } from './complaints.ts';
import { Grade, standText } from './grade.ts';
import { hostsLine, nodeOptions, resolvesNames } from './names.ts';
import { Paging } from './paging.ts';
import type { Prepared } from './prepare.ts';
import { type Dev, openDev } from './serve.ts';
import { jsonOf, lineOf, unreadLine } from './view.ts';
import { type Changes, watchFolder } from './watch.ts';
import { runWatched } from './watched.ts';
import { readyEvent, welcome } from './welcome.ts';

/** Milliseconds in which the next page of a list is waited for. */
const PATIENCE = 10_000;
/** Milliseconds without a call after which a program that is watched is graded. */
const QUIET = 2000;
const MANIFEST = 'proeftuin.yaml';

interface Options {
  readonly folder: string;
  readonly port: number;
  readonly json: boolean;
  readonly tls: boolean;
  /** A program and its words; none: only the municipality. */
  readonly command: readonly string[];
  /** Start the program anew when a file changes, and grade it; globs of files that do not count. */
  readonly watch: readonly string[] | undefined;
  /** Reads the manifest, each time. */
  readonly prepare: (port: number) => Prepared;
  /** Keeps the variables where they were asked for, and says where. */
  readonly keep: (variables: Prepared['variables']) => string | undefined;
}

/**
 * Runs the municipality, shows each call, and the developer's program beside it, until that ends or `terminal.signal`
 * aborts. A program that is watched is started anew when a file changes, and the municipality with it when the manifest
 * does. Returns the exit code: the program's own, or 130.
 */
export async function runDev(terminal: Terminal, options: Options): Promise<number> {
  const { watch, folder } = options;
  const changes =
    watch === undefined
      ? undefined
      : watchFolder(folder, watch, ({ message }) =>
          terminal.say(`changes may not be seen any more: ${message}; start again, or leave folders out by --ignore`),
        );
  const grade = watch === undefined ? undefined : new Grade();
  try {
    for (let port = options.port, first = true; ; first = false) {
      const opened = await open(terminal, { ...options, port }, grade);
      try {
        port = opened.dev.port;
        const found = await resolvesNames();
        if (first) greet(terminal, opened, options, found);
        else options.keep(opened.prepared.variables);
        const code = await beside(terminal, opened, options, found, changes);
        if (code !== undefined) return code;
      } finally {
        await opened.close();
      }
      terminal.say(`${MANIFEST} changed: the municipality starts with it`);
    }
  } finally {
    changes?.close();
  }
}

interface Opened {
  readonly dev: Dev;
  readonly prepared: Prepared;
  /** Grades what came since the program was started last, and begins anew. */
  restarted(): void;
  close(): Promise<void>;
}

/** A municipality whose calls are shown, and graded where that is asked. */
async function open(terminal: Terminal, options: Options, grade: Grade | undefined): Promise<Opened> {
  const { json } = options;
  let prepared: Prepared | undefined;
  const paging = new Paging(PATIENCE);
  let last = performance.now();
  const saw = (call: Call) => {
    if (prepared === undefined) return;
    const complaints = complaintsOf(call, prepared);
    terminal.out(json ? jsonOf(call, complaints) : lineOf(call, complaints));
    grade?.saw(call, complaints);
    last = performance.now();
    paging.saw(call, last);
  };
  const unread = (end: boolean) => {
    for (const one of paging.due(performance.now(), end)) {
      terminal.out(json ? jsonOf(one.call, [one.complaint], 'paging') : unreadLine(one));
      grade?.late(one.call, one.complaint);
    }
  };
  const stand = () => {
    if (grade?.news !== true) return;
    const now = grade.stand();
    terminal.out(json ? JSON.stringify({ event: 'grade', ...now }) : standText(now));
  };
  const configOf = (port: number) => {
    prepared = options.prepare(port);
    return prepared.municipality;
  };
  const certified = options.tls
    ? async (names: readonly string[]) => await certificateFor(names, prepared?.ca ?? '')
    : undefined;
  const dev = await openDev({ port: options.port, configOf, certified, saw });
  if (prepared === undefined) throw new Error('a town without settings');
  const tick = setInterval(() => {
    unread(false);
    if (performance.now() - last > QUIET) stand();
  }, 1000);
  const finish = () => {
    unread(true);
    stand();
  };
  return {
    dev,
    prepared,
    restarted() {
      finish();
      grade?.next();
    },
    async close() {
      clearInterval(tick);
      finish();
      await dev.close();
    },
  };
}

/** The program beside the municipality: its exit code, or undefined when the manifest is another one now. */
async function beside(
  terminal: Terminal,
  opened: Opened,
  options: Options,
  found: boolean,
  changes: Changes | undefined,
): Promise<number | undefined> {
  const { command, folder, json } = options;
  if (command.length === 0) return await until(terminal.signal);
  const { variables } = opened.prepared;
  const env = {
    ...terminal.env,
    ...variables,
    ...(found ? {} : { NODE_OPTIONS: nodeOptions(variables.NODE_OPTIONS ?? terminal.env.NODE_OPTIONS) }),
  };
  const run = (signal: AbortSignal) => runChild(command, { cwd: folder, env, out: json ? 2 : 1, signal });
  if (changes === undefined) {
    const code = await run(terminal.signal);
    if (terminal.signal.aborted) return 130;
    terminal.say(`${command[0]} ended with exit code ${code}, and the municipality with it`);
    return code;
  }
  const renewed = await runWatched(terminal, run, changes, (files) => {
    opened.restarted();
    return files.includes(MANIFEST) && readable(terminal, options, opened.dev.port);
  });
  return renewed ? undefined : 130;
}

/** Can the manifest be read as it is now? Says what is wrong where it cannot: the municipality stays as it was then. */
function readable(terminal: Terminal, { prepare }: Options, port: number): boolean {
  try {
    prepare(port);
    return true;
  } catch (thrown) {
    const { message, next } = asLabError(thrown);
    for (const line of [...message.split('\n'), next]) terminal.say(line);
    return false;
  }
}

function greet(terminal: Terminal, { dev, prepared }: Opened, options: Options, found: boolean): void {
  const { json, command, keep } = options;
  const file = keep(prepared.variables);
  const started = { ...dev, prepared };
  terminal.out(json ? readyEvent(started) : welcome(started));
  if (!found) {
    terminal.say('this machine does not find names under localhost: Node programs that are started here do;');
    terminal.say(`for all others add to /etc/hosts: ${hostsLine(dev.hosts)}`);
  }
  if (json) return;
  if (file !== undefined) terminal.out(`env        ${file}`);
  else if (command.length === 0) terminal.out(`\n${envText(prepared.printed)}`);
}

/** A certificate by an authority of this start, whose own is left in `file`. Its library is loaded when it is needed. */
async function certificateFor(names: readonly string[], file: string): Promise<{ cert: string; key: string }> {
  const { makeSecrets } = await import('../trials/secrets.ts');
  const made = await makeSecrets([{ name: 'certificate', kind: 'certificate', names }], '');
  writeFileSync(file, made['ca-bundle'] ?? '');
  return { cert: made['leaf-cert'] ?? '', key: made['leaf-key'] ?? '' };
}

/** Waits for Ctrl-C. */
const until = (signal: AbortSignal): Promise<number> =>
  new Promise((done) => {
    if (signal.aborted) done(130);
    else signal.addEventListener('abort', () => done(130), { once: true });
  });
