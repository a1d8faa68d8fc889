import { globSync, readFileSync } from 'node:fs';
import { dirname, parse } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const CALL = /discover(?:<[^()]*>)?\(\s*import\.meta\.url,\s*'([^']+)'\s*,?\s*\)/g;

/** In bundles `discover(import.meta.url, 'GLOB')` becomes a map of static imports: the same files in the same order. */
const discoverPlugin: Plugin = {
  name: 'discover',
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, (args) => {
      const source = readFileSync(args.path, 'utf8');
      if (!CALL.test(source) || args.path.endsWith('/contract/src/discover.ts')) return undefined;
      CALL.lastIndex = 0;
      const imports: string[] = [];
      const contents = source.replaceAll(CALL, (_, pattern: string) => {
        const files = globSync(pattern, { cwd: dirname(args.path) })
          .filter((file) => !/\.(test|gen)\.ts$/.test(file))
          .sort();
        const entries = files.map((file) => {
          const name = `discovered_${imports.length}`;
          imports.push(`import ${name} from './${file}';`);
          return `['${file}', ${name}]`;
        });
        return `Promise.resolve(new Map<string, any>([${entries.join(', ')}]))`;
      });
      return { contents: `${imports.join('\n')}\n${contents}`, loader: 'ts' };
    });
  },
};

const OPTIONS = {
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [discoverPlugin],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
} as const satisfies BuildOptions;

/** Bundles one entry for Node 24 into one ES module and returns its text. */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: [entry] });
  const file = outputFiles[0];
  if (file === undefined) throw new Error(`esbuild wrote nothing for ${entry}`);
  return file.text;
}

/**
 * Bundles one entry for Node 24 into ES modules beside `to`: the entry itself, and a chunk for each part that it imports
 * only when asked for it, so that a process holds what it runs. `external` names stay imports.
 */
export async function bundleTo(entry: string, to: string, external: readonly string[]): Promise<Map<string, string>> {
  const { dir, name, ext } = parse(to);
  const { outputFiles } = await build({
    ...OPTIONS,
    entryPoints: { [name]: entry },
    external: [...external],
    splitting: true,
    outdir: dir,
    outExtension: { '.js': ext },
  });
  return new Map(outputFiles.map((file) => [file.path, file.text]));
}
