import { defineLook } from '../look.ts';

/** File → what its content has when it really is that file. */
const FILES: readonly (readonly [string, RegExp])[] = [
  ['/.env', /^[A-Z][A-Z0-9_]*=.+/m],
  ['/.git/HEAD', /^ref: refs\//],
  ['/.git/config', /\[core\]/],
  ['/backup.zip', /^PK/],
  ['/backup.sql', /(create table|insert into)/i],
  ['/server-status', /Apache Server Status/i],
  ['/actuator/env', /"propertySources"/],
  ['/phpinfo.php', /phpinfo\(\)/],
  ['/docker-compose.yml', /^services:/m],
  ['/.DS_Store', /Bud1/],
  ['/package.json', /"(dependencies|devDependencies)"/],
  ['/proeftuin.yaml', /^apiVersion:/m],
];

/** Files that are left about. */
export default defineLook({
  id: 'stray',
  cast: [],
  async run({ ask }) {
    const attempts = [];
    for (const [path, content] of FILES) {
      const { method, url, status, text } = await ask(path);
      const there = status === 200 && content.test(text);
      // What it holds may be secret: enough to recognise it, no more.
      attempts.push({ method, url, status, there, excerpt: there ? text.slice(0, 24) : '' });
    }
    // One that should be there: what comes is in the gateway's record of it (RFC 9116).
    await ask('/.well-known/security.txt');
    return { attempts };
  },
});
