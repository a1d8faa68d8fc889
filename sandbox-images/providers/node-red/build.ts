import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Brings the packages of the lock file into this folder, from which the image takes them; once for each lock file. */
const here = import.meta.dirname;
const lock = createHash('sha256')
  .update(readFileSync(join(here, 'package-lock.json')))
  .digest('hex');
const mark = join(here, 'node_modules', '.lock-sha256');
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...flags], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(mark, lock);
}
