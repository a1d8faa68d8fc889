import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** Bundles one entry for Node 24 into one ES module and returns its text. `external` names stay imports. */
export async function bundle(entry: string, options: BuildOptions = {}): Promise<string> {
  const result = await build({
    entryPoints: [entry],
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
    ...options,
  });
  const file = result.outputFiles?.[0];
  if (file === undefined) throw new Error(`esbuild wrote nothing for ${entry}`);
  return file.text;
}
