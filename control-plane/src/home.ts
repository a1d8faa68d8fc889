import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import { makeFolder } from '@proeftuin/contract/folder';
import envPaths from 'env-paths';

/** The lab's own state folder: trials, evidence, images, sandboxes' files. `$PROEFTUIN_HOME`, else the XDG data folder. */
export interface Home {
  readonly folder: string;
  /** Who owns what is created from here: a sweep of this home touches nothing of another. */
  readonly owner: string;
}

/** Opens the state folder, making it at first. Throws lab.stored. */
export function openHome(env: NodeJS.ProcessEnv = process.env): Home {
  // Empty is as good as not set, as XDG says of its own.
  const folder = resolve(env.PROEFTUIN_HOME || envPaths('proeftuin', { suffix: '' }).data);
  try {
    makeFolder(join(folder, 'blobs'));
    const file = join(folder, 'owner');
    if (!existsSync(file)) {
      const draft = `${file}.${process.pid}`;
      writeFileSync(draft, `lab-${randomBytes(5).toString('hex')}\n`);
      if (!existsSync(file)) renameSync(draft, file);
    }
    const owner = readFileSync(file, 'utf8').trim();
    if (!/^lab-[0-9a-f]{10}$/.test(owner)) throw new Error(`${file} does not hold an owner's id`);
    return { folder, owner };
  } catch (cause) {
    throw new LabError('lab.stored', `the state folder ${folder} cannot be used: ${String(cause)}`, { cause });
  }
}
