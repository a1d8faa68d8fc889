import { statSync } from 'node:fs';
import { asLabError } from '@proeftuin/contract/errors';
import { openHome } from '../home.ts';
import { imageDefinitions, type MadeImage, makeImage } from './images.ts';

/** `node control-plane/src/images/make.ts [--json] [NAME…]`: makes the images and prints each with its size and time. */
const json = process.argv.includes('--json');
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = await imageDefinitions();
const home = openHome().folder;
const made: (MadeImage & { seconds: number })[] = [];
const failed: string[] = [];
for (const name of asked.length > 0 ? asked : all.keys()) {
  const begin = performance.now();
  try {
    const image = await makeImage(name, { home, progress: (line) => console.error(line) }, all);
    const seconds = Math.round(performance.now() - begin) / 1000;
    made.push({ ...image, seconds });
    const size = `${(statSync(image.file).size / 1e6).toFixed(1)} MB`;
    if (!json)
      console.log(
        `${name.padEnd(14)} ${size.padStart(9)} ${seconds.toFixed(1).padStart(6)} s  ${image.tags.join(' ')}`,
      );
  } catch (thrown) {
    const error = asLabError(thrown);
    failed.push(name);
    console.error(`${name.padEnd(14)} ${error.message}\n  next: ${error.next}`);
    process.exitCode = error.exit;
  }
}
if (json) console.log(JSON.stringify({ made, failed }, undefined, 2));
