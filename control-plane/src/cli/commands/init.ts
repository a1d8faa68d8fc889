import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LabError } from '@proeftuin/contract/errors';
import { shellWord } from '@proeftuin/contract/shell-word';
import { firstManifest } from '../../trials/first-manifest.ts';
import { MANIFEST } from '../../trials/release.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'write a first proeftuin.yaml from a Dockerfile or an image reference',
  examples: ['init', 'init --image registry.example/shop:1.2', 'init --dockerfile Dockerfile --force'],
  setup(command, terminal) {
    command
      .argument('[folder]', 'the project', '.')
      .option('--dockerfile <file>', 'relative to the folder', 'Dockerfile')
      .option('--image <ref>', 'an image that is there already')
      .option('--force', 'replace a proeftuin.yaml that is there')
      .action((folder, { dockerfile, image, force }) => {
        const project = resolve(terminal.cwd, folder);
        const target = join(project, MANIFEST);
        if (existsSync(target) && force !== true) {
          throw new LabError('usage.invalid', `${target} is there already`, { next: 'Say --force to replace it.' });
        }
        const file = join(project, dockerfile);
        if (image === undefined && !existsSync(file)) {
          throw new LabError('usage.invalid', `there is no ${file}`, {
            next: 'Name it with --dockerfile, or an image with --image.',
          });
        }
        const text = firstManifest({
          name: basename(project),
          ...(image === undefined ? { dockerfile: readFileSync(file, 'utf8').slice(0, 262_144) } : { image }),
        });
        writeFileSync(target, text);
        terminal.out(`${target} is written: read its comments, then proeftuin check ${shellWord(folder)}`);
      });
  },
});
