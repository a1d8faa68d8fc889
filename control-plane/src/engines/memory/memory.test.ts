import { performServerHandshake } from 'node:http2';
import type { Duplex } from 'node:stream';
import type { ImageFacts } from '../engine.ts';
import { lifecycleContract } from '../lifecycle.contract.ts';
import type { Bench } from '../testing/bench.ts';
import { MemoryEngine } from './memory-engine.ts';
import { type MemoryImage, MemoryPlace } from './place.ts';
import type { Around, Program } from './process.ts';

/** The probe image's modes that the contract uses, with their words. */
const modes: Record<string, Program> = {
  serve: async (around) => {
    const port = Number(around.args[1]);
    around.listen('0.0.0.0', port);
    around.say(`listening on 0.0.0.0 ${port}`);
    await stopped(around);
    return 0;
  },
  'flood-log': ({ args, say }) => {
    for (let n = 0; n * 1000 < Number(args[1]); n += 1) say(`${String(n).padStart(10, '0')} ${'.'.repeat(988)}`);
    return 0;
  },
  sleep: async (around) => {
    await stopped(around);
    return 0;
  },
  'eat-memory': async (around) => {
    around.take(2 * around.container.limits.memory);
    await stopped(around);
    return 0;
  },
  exit: ({ args }) => Number(args[1]),
  crash: () => 134,
};

const stopped = ({ stop }: Around) =>
  new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));

const image = (name: string, program: Program, arch = 'memory'): MemoryImage => {
  const digest = `sha256:${name}`;
  const facts = {
    digest,
    size: 1,
    user: '',
    ports: [],
    volumes: [],
    command: [],
    workdir: '/',
    arch,
    builtOpen: false,
  };
  return { facts: facts satisfies ImageFacts, programs: { '': program } };
};

const IMAGES = {
  gateway: image('gateway', async (around) => {
    await stopped(around);
    return 0;
  }),
  probe: image('probe', (around) => modes[around.args[0] ?? '']?.(around) ?? 64),
  foreign: image('foreign', () => 0, 'abacus'),
};

/** A hub that answers 200 to whatever it is asked. */
const hub = (stream: Duplex) => {
  const session = performServerHandshake(stream);
  session.on('stream', (asked) => {
    asked.respond({ ':status': 200 });
    asked.end();
  });
  session.on('error', () => undefined);
};

async function openBench(): Promise<Bench> {
  const place = new MemoryPlace(IMAGES, hub);
  return {
    engine: new MemoryEngine(place),
    images: { gateway: IMAGES.gateway.facts.digest, probe: IMAGES.probe.facts.digest },
    again: async () => new MemoryEngine(place),
    foreign: async () => ({ name: 'foreign', kind: 'ref', ref: 'foreign' }),
    remains: async (id) => (place.sandboxes.has(id) ? [id] : []),
    close: async () => undefined,
  };
}

lifecycleContract('memory', openBench, {
  "survives its engine's service being killed": 'it has no service',
});
