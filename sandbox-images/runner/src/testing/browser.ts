import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BINARIES = ['/usr/lib/chromium/chromium', '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** The browser image's own start script with the machine's chromium; every name leads to `port` on loopback; `secure`: an origin that counts as HTTPS. */
export function startBrowser(port: number, secure?: string): { folder: string; stop(): Promise<void> } {
  const binary = BINARIES.find((file) => existsSync(file));
  if (binary === undefined) throw new Error(`no chromium here: looked for ${BINARIES.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'cdp-'));
  const script = fileURLToPath(new URL('../../../browser/start.sh', import.meta.url));
  const options = ['--headless', `--host-resolver-rules=MAP *:80 127.0.0.1:${port}, MAP * ~NOTFOUND`];
  if (secure !== undefined) options.push(`--unsafely-treat-insecure-origin-as-secure=${secure}`);
  const child = spawn(script, options, {
    env: { PATH: process.env.PATH, CDP_DIR: folder, BROWSER_HOME: folder, BROWSER_BIN: binary },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return {
    folder,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
