/** `make bench`: runs every bench of this folder, one after the other, and writes bench/results.json. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url).pathname;
const names = readdirSync(here).filter(
  (name) => name.endsWith('.ts') && !['run.ts', 'load.ts', 'free-port.ts'].includes(name),
);
const results: unknown[] = names.toSorted().map((name) => {
  console.error(`── ${name}`);
  const said = execFileSync(process.execPath, [`${here}${name}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(said);
});
writeFileSync(`${here}results.json`, `${JSON.stringify(results, null, 2)}\n`);
console.log(JSON.stringify(results, null, 2));
