import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** One file for the image, which `proeftuin try` makes anew when it would differ. `pg-native` is optional and not there. */
const folder = new URL('dist/', import.meta.url);
const file = new URL('main.mjs', folder);
const { outputFiles } = await build({
  entryPoints: [new URL('src/main.ts', import.meta.url).pathname],
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  external: ['pg-native'],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
const made = Buffer.from(outputFiles[0]?.contents ?? []);
mkdirSync(folder, { recursive: true });
// Another trial may be reading it: never half a file.
if (!existsSync(file) || !made.equals(readFileSync(file))) {
  const draft = new URL(`main.${process.pid}.tmp`, folder);
  writeFileSync(draft, made);
  renameSync(draft, file);
}
