import { writeFileSync } from 'node:fs';
import { LabError } from '@proeftuin/contract/errors';
import type { Terminal } from '../cli/command.ts';
import { envText } from '../trials/env-file.ts';
import type { Call } from './call.ts';
import { runChild } from './child.ts';
import { complaintsOf } from './complaints.ts';
import { hostsLine, nodeOptions, resolvesNames } from './names.ts';
import { Paging } from './paging.ts';
import type { Prepared } from './prepare.ts';
import { type Dev, openDev } from './serve.ts';
import { jsonOf, lineOf, unreadLine } from './view.ts';
import { readyEvent, welcome } from './welcome.ts';

/** Milliseconds in which the next page of a list is waited for. */
const PATIENCE = 10_000;

interface Options {
  readonly folder: string;
  readonly port: number;
  readonly json: boolean;
  readonly tls: boolean;
  /** A program and its words; none: only the municipality. */
  readonly command: readonly string[];
  readonly prepare: (port: number) => Prepared;
  /** Keeps the variables where they were asked for, and says where. */
  readonly keep: (variables: Prepared['variables']) => string | undefined;
}

/**
 * Runs the municipality, shows each call, and the developer's program beside it, until that ends or `terminal.signal`
 * aborts. Returns the exit code: the program's own, or 130.
 */
export async function runDev(terminal: Terminal, options: Options): Promise<number> {
  const { json, command, folder } = options;
  let prepared: Prepared | undefined;
  const paging = new Paging(PATIENCE);
  const saw = (call: Call) => {
    if (prepared === undefined) return;
    const complaints = complaintsOf(call, prepared);
    terminal.out(json ? jsonOf(call, complaints) : lineOf(call, complaints));
    paging.saw(call, performance.now());
  };
  const unread = (end: boolean) => {
    for (const one of paging.due(performance.now(), end))
      terminal.out(json ? jsonOf(one.call, [one.complaint], 'paging') : unreadLine(one));
  };
  const configOf = (port: number) => {
    prepared = options.prepare(port);
    return prepared.municipality;
  };
  const certified = options.tls
    ? async (names: readonly string[]) => await certificateFor(names, prepared?.ca ?? '')
    : undefined;
  const dev = await openDev({ port: options.port, configOf, certified, saw }).catch((thrown: unknown) => {
    // What the town says of a date, a municipality or a size that it cannot have.
    throw thrown instanceof RangeError ? new LabError('usage.invalid', thrown.message, { cause: thrown }) : thrown;
  });
  const tick = setInterval(() => unread(false), 1000);
  try {
    if (prepared === undefined) throw new Error('a town without settings');
    const found = await resolvesNames();
    greet(terminal, dev, prepared, options, found);
    if (command.length === 0) return await until(terminal.signal);
    const env = {
      ...terminal.env,
      ...prepared.variables,
      ...(found ? {} : { NODE_OPTIONS: nodeOptions(prepared.variables.NODE_OPTIONS ?? terminal.env.NODE_OPTIONS) }),
    };
    const code = await runChild(command, { cwd: folder, env, out: json ? 2 : 1, signal: terminal.signal });
    return terminal.signal.aborted ? 130 : code;
  } finally {
    clearInterval(tick);
    unread(true);
    await dev.close();
  }
}

function greet(terminal: Terminal, dev: Dev, prepared: Prepared, options: Options, found: boolean): void {
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
