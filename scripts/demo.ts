import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { asLabError } from '@proeftuin/contract/errors';
import type { Terminal } from '../control-plane/src/cli/command.ts';
import { openEngine } from '../control-plane/src/cli/open-engine.ts';
import { worldOf } from '../control-plane/src/cli/world.ts';
import { openHome } from '../control-plane/src/home.ts';
import { renderComparison } from '../control-plane/src/reports/compare.ts';
import { openStore } from '../control-plane/src/store/store.ts';
import { type Asked, submit } from '../control-plane/src/trials/submit.ts';

/** `make demo`: verhuisloket as it is, and with five defects; both scorecards side by side. */
const DEFECTS = 'no-pkce,weak-cookie,insz-in-log,no-language,status-unpublished';
const root = new URL('..', import.meta.url).pathname;
const service = join(root, 'sandbox-images/providers/verhuisloket');

const begin = performance.now();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort(new Error('interrupted')));
const home = openHome();
const store = openStore(home.folder);
const terminal: Terminal = {
  out: (text) => console.log(text),
  say: (line) => console.error(`${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s  ${line}`),
  signal: stop.signal,
  env: process.env,
  cwd: root,
  home: () => home,
  store: async () => store,
  after: [],
  exit: () => {},
};

try {
  mkdirSync(join(root, 'out'), { recursive: true });
  const engine = await openEngine(terminal, { engine: 'auto' });
  const asked: Asked = { suite: 'quick', profile: 'aalter', seed: '309', rubric: 'v1', images: 'build' };
  const good = await submit(await worldOf(terminal, engine, 'build'), terminal, service, {
    ...asked,
    out: 'out/demo-good',
  });
  const bad = await submit(await worldOf(terminal, engine, 'build'), terminal, service, {
    ...asked,
    out: 'out/demo-defects',
    defects: DEFECTS,
  });
  console.log(renderComparison(good.report, bad.report));
  console.log(`reports  ${good.files.html}\n         ${bad.files.html}`);
  console.log(`total    ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  await engine.close();
  const broken = good.error ?? bad.error;
  if (broken !== undefined) throw broken;
  process.exitCode = good.held && !bad.held ? 0 : 1;
} catch (thrown) {
  const error = asLabError(thrown);
  console.error(`${error.code}: ${error.message}\n  → ${error.next}`);
  process.exitCode = error.exit;
} finally {
  store.close();
}
