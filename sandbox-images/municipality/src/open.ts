import { discover } from '@proeftuin/contract/discover';
import { type MunicipalityConfig, municipalityConfigSchema } from '@proeftuin/contract/municipality';
import { Spool } from '@proeftuin/contract/spool';
import { Accounts } from './accounting.ts';
import { LabClock } from './clock.ts';
import type { Shared } from './context.ts';
import { Faults } from './faults.ts';
import { INDEX_HOST } from './index-page.ts';
import { labSide } from './levers/levers.ts';
import { Remembered } from './remembered.ts';
import { type Fetch, serve } from './server.ts';
import type { System } from './system.ts';
import { deskClient } from './systems/werklijst/client.ts';
import { openTown, type TownConfig } from './town/town.ts';

/** Characters of answers that are remembered: what is found for each family name of a city takes five million. */
const REMEMBERED = 8 * 1024 * 1024;

export interface Municipality {
  /** What services call; told apart by Host. `env` is what a Node server knows of the request. */
  readonly fetch: Fetch;
  /** The lab's side: levers and evidence. */
  control(request: Request): Response | Promise<Response>;
  readonly shared: Shared;
  /** First labels of all its hosts: `login`, `basisregisters`, `www` … */
  readonly hosts: readonly string[];
  close(): void;
}

export interface OpenOptions {
  /** Wall time, milliseconds. */
  readonly now?: () => number;
  /** Of the origins in answers. Default https. */
  readonly scheme?: 'http' | 'https';
  /** Bytes of evidence that are held. */
  readonly spool?: number;
  /** SQLite file of what happens; default in memory. */
  readonly file?: string;
  /** How services are called; default over the network. */
  readonly call?: Shared['call'];
  /** Hears of each person's data that is handed over. */
  readonly told?: Shared['told'];
}

/** Opens a whole municipality in this process. Throws a ZodError or RangeError when the settings are wrong. */
export async function openMunicipality(input: unknown, options: OpenOptions = {}): Promise<Municipality> {
  const asked = municipalityConfigSchema.parse(input);
  const scheme = options.scheme ?? 'https';
  const config: MunicipalityConfig = { ...asked, clients: [...asked.clients, deskClient(asked, scheme)] };
  const systems = await discover<System>(import.meta.url, './systems/*/system.ts');
  const settings: TownConfig = { ...config, ...(options.file === undefined ? {} : { file: options.file }) };
  const town = openTown(settings);
  const clock = new LabClock(options.now ?? Date.now, town.date);
  const spool = new Spool({
    source: 'municipality',
    cap: options.spool ?? 16 * 1024 * 1024,
    now: () => ({ wall: clock.wall(), lab: clock.lab() }),
  });
  const closing = new AbortController();
  const faults = new Faults(spool, config.seed);
  const shared: Shared = {
    config,
    town,
    clock,
    spool,
    loginMode: { mode: 'good' },
    scheme,
    own: async (request) => fetch(request),
    accounts: new Accounts(),
    remembered: new Remembered(town.happened, REMEMBERED),
    call: options.call ?? ((request) => globalThis.fetch(request)),
    closed: closing.signal,
    ...(options.told === undefined ? {} : { told: options.told }),
  };
  const fetch = await serve(systems, shared, faults);
  const lab = labSide(shared, faults);
  return {
    fetch,
    control: (request) => lab.fetch(request),
    shared,
    hosts: [...new Set([...[...systems.values()].map(({ host }) => host), INDEX_HOST])],
    close: () => {
      closing.abort();
      town.close();
    },
  };
}
