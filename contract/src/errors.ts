/**
 * The errors that a person meets. Each has a stable code, says whose turn it is, and names one next step.
 * `docs/errors.md` is generated from this table; CLI and API render the same.
 */
type Fault = 'you' | 'lab' | 'environment';

interface ErrorKind {
  /** Who can mend it: the user (`you`), this lab's own code (`lab`), the machine or cluster (`environment`). */
  readonly fault: Fault;
  /** Exit code of the CLI: 2 manifest or usage · 3 the lab failed · 4 no engine, or one that cannot isolate · 130 interrupted. */
  readonly exit: 2 | 3 | 4 | 130;
  /** What it means, for docs/errors.md. */
  readonly means: string;
  /** The one next step when the thrower knows no better one. */
  readonly next: string;
}

const kind = (fault: Fault, exit: ErrorKind['exit'], means: string, next: string): ErrorKind => ({
  fault,
  exit,
  means,
  next,
});

export const ERRORS = {
  'manifest.invalid': kind('you', 2, 'The manifest breaks a rule of its format.', 'Mend the line that is named.'),
  'manifest.missing': kind('you', 2, 'There is no proeftuin.yaml where one was looked for.', 'Run `proeftuin init`.'),
  'manifest.unsupported': kind('you', 2, 'Known, not yet supported.', 'Leave it out, or wait for a later version.'),
  'usage.invalid': kind('you', 2, 'A flag or argument is not valid.', 'Run the command with --help.'),
  'trial.unknown': kind('you', 2, 'No trial of that id is stored here.', 'Run `proeftuin list`.'),
  'scenario.unknown': kind('you', 2, 'No audit, scenario, suite or profile has that id.', 'Choose one that is listed.'),
  'image.missing': kind(
    'you',
    2,
    'An image of the service is not there and cannot be got.',
    'Build or name it in `images`.',
  ),
  'image.refused': kind('you', 2, 'An image or archive of the service cannot be used.', 'Mend what is named.'),
  'image.build-failed': kind(
    'you',
    2,
    "The service's own Dockerfile failed to build.",
    'Read the last lines of its build.',
  ),
  'secret.missing': kind('you', 2, 'The manifest asks for a secret that was not given.', 'Give it with --env-file.'),
  'site.unknown': kind('you', 2, 'No site of that name is in proeftuin.config.yaml.', 'Run `proeftuin sites list`.'),
  'engine.none': kind(
    'environment',
    4,
    'No container engine was found or could be started.',
    'Run `proeftuin doctor`.',
  ),
  'engine.unreachable': kind('environment', 3, 'The engine stopped answering.', 'Run `proeftuin doctor`.'),
  'engine.failed': kind('environment', 3, 'The engine refused or failed a call.', 'Run `proeftuin doctor`.'),
  'engine.refused': kind(
    'environment',
    4,
    'The lab may not do this on the engine.',
    'Give it the rights that are named.',
  ),
  'engine.foreign': kind(
    'environment',
    3,
    'Something of that name is there that is not ours.',
    'Remove it or rename it.',
  ),
  'isolation.failed': kind('environment', 4, 'A guarantee of isolation does not hold here.', 'Run `proeftuin doctor`.'),
  'lab.channel-lost': kind('lab', 3, 'The channel to the sandbox was lost.', 'Run the trial again.'),
  'lab.version': kind('lab', 3, 'The images speak another contract version than this lab.', 'Run `make images`.'),
  'lab.image-missing': kind('environment', 3, "An image of the lab's own is missing.", 'Run `make images`.'),
  'lab.leftovers': kind('lab', 3, 'Something of a sandbox could not be removed.', 'Run `proeftuin sweep`.'),
  'lab.internal': kind('lab', 3, 'The lab has a fault of its own.', 'File an issue with the text above.'),
  'lab.stored': kind('environment', 3, 'What is stored cannot be read or written.', 'Look at PROEFTUIN_HOME.'),
  interrupted: kind('you', 130, 'Stopped by Ctrl-C or a signal.', 'Run it again.'),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

/** An error that a person meets: what, where, and what to do. */
export class LabError extends Error {
  readonly code: ErrorCode;
  readonly next: string;
  constructor(code: ErrorCode, message: string, options: { next?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'LabError';
    this.code = code;
    this.next = options.next ?? ERRORS[code].next;
  }
  get exit(): number {
    return ERRORS[this.code].exit;
  }
}

/** Any thrown value as a LabError; what is not one is the lab's own fault. */
export const asLabError = (thrown: unknown): LabError =>
  thrown instanceof LabError
    ? thrown
    : new LabError('lab.internal', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
