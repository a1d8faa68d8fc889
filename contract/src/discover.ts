import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * A folder is the registry: loads the default export of each module that matches `pattern`, relative to the caller,
 * keyed by its path, in the order of the paths. Called as `discover(import.meta.url, './audits/**\/*.ts')` with both
 * arguments written out, so that the bundler of images (control-plane/src/images/bundle.ts) can put static imports in its place (see `discoverPlugin`).
 */
export async function discover<T>(caller: string, pattern: string): Promise<Map<string, T>> {
  const folder = dirname(fileURLToPath(caller));
  const files = globSync(pattern, { cwd: folder })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.(test|gen)\.ts$/.test(file))
    .sort();
  const found = new Map<string, T>();
  for (const file of files) {
    const module: { default: T } = await import(pathToFileURL(join(folder, file)).href);
    found.set(file, module.default);
  }
  return found;
}
