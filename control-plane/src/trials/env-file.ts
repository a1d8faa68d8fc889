import { LabError } from '@proeftuin/contract/errors';

const MAX_ENV = 64 * 1024;

/** `NAME=value` lines, comments and quotes as dotenv has them; nothing is expanded. */
export function parseEnv(text: string): Map<string, string> {
  if (text.length > MAX_ENV) throw new LabError('usage.invalid', `--env-file: more than ${MAX_ENV} characters`);
  const values = new Map<string, string>();
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match === null) throw new LabError('usage.invalid', `--env-file, line ${n + 1}: not NAME=value`);
    const [, name = '', raw = ''] = match;
    const quotedValue = /^(["'])(.*)\1$/.exec(raw);
    values.set(name, quotedValue?.[2] ?? raw);
  }
  return values;
}

/** Variables as lines that dotenv, Node's --env-file and a shell read alike; a value that none of them can hold is refused. */
export function envText(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quoted(name, value)}`);
  return `${lines.join('\n')}\n`;
}

function quoted(name: string, value: string): string {
  if (/^[\w./:@%+,=?&-]*$/.test(value) && !value.includes('&')) return value;
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  if (!/["$`\\\r\n]/.test(value)) return `"${value}"`;
  throw new LabError(
    'usage.invalid',
    `${name}: a value of several lines, or with ' beside one of " $ \` \\, fits in no .env`,
    {
      next: 'Pass it to a program instead: proeftuin dev -- COMMAND.',
    },
  );
}
