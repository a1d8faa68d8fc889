// JavaScript: Node asks its cache of compiled code only for what is loaded once that is on, and a first file in TypeScript
// would make each start load the compiler of types first.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Before the rest is loaded: a start that compiles nothing anew takes half of the time. Not writable: no cache.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/proeftuin', import.meta.url)));
const { run } = await import('./cli/cli.ts');
process.exitCode = await run(process.argv.slice(2), process.env);
