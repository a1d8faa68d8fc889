import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { EVIL, page } from './say.mjs';

const sound = (_request, response) => page(response, 'Machine', '<p>Welkom.</p>');
let begun = false;
/** The act begins with the first visit, beside a page that is sound. */
const once = (act) => (request, response) => {
  sound(request, response);
  if (begun) return;
  begun = true;
  act();
};

/** What it does to the machine that it runs on. */
export const machine = {
  'log-flood': once(() => {
    for (let n = 0; n < 100_000; n += 1) process.stdout.write(`${n} ${EVIL}\n`);
  }),
  'log-line': once(() => process.stdout.write(`${'<proef-7tuin>'.repeat(2_000_000)}\n`)),
  'crash-loop': (request, response) => {
    sound(request, response);
    setTimeout(() => process.exit(7), 20);
  },
  'crash-at-start': once(() => undefined),
  'fork-bomb': once(() => {
    const more = () => {
      for (let n = 0; n < 50; n += 1) spawn('sh', ['-c', 'f() { f | f & }; f; sleep 60']).on('error', () => undefined);
      setTimeout(more, 20);
    };
    more();
  }),
  'fills-disk': once(() => {
    for (const folder of ['/tmp', '/srv/data', '/var/tmp', '/run', '/dev/shm', '/dev'])
      for (let n = 0; n < 400; n += 1) {
        try {
          writeFileSync(`${folder}/${n}`, Buffer.alloc(1 << 20, n));
        } catch (thrown) {
          console.error(`${folder}: ${thrown.code}`);
          break;
        }
      }
  }),
  'eats-memory': once(() => {
    const all = [];
    setInterval(() => all.push(Buffer.alloc(1 << 23, 1)), 5);
  }),
  'burns-cpu': once(() => {
    for (;;);
  }),
  'will-not-stop': once(() => {
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => console.log(EVIL));
    for (let n = 0; n < 20; n += 1)
      spawn('sh', ['-c', 'trap "" TERM INT HUP; while :; do sleep 1; done'], { detached: true, stdio: 'ignore' });
  }),
};

if (process.env.DEFECTS === 'crash-at-start') {
  console.error(EVIL);
  process.exit(3);
}
