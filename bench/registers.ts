/**
 * One record alone, and its inverses, in a town of 530,000 residents: microseconds of processor time each, and an address
 * match over its door in milliseconds. `node bench/registers.ts` prints one JSON record.
 */
import { cpus } from 'node:os';
import { call, openSmall } from '../sandbox-images/municipality/src/testing/open.ts';
import { openTown } from '../sandbox-images/municipality/src/town/town.ts';

const TIMES = 2_000;
const MATCHES = 50;

/** Milliseconds of processor time that the work took. */
async function spent(work: () => Promise<void> | void): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}

const town = openTown({ profile: 'antwerpen', seed: 'a' });
const { buildings, units, parcels, enterprises, associations } = town;
const some = Array.from({ length: TIMES }, (_, i) => enterprises.byIndex((i * 7_919) % enterprises.count));
const WORK: Readonly<Record<string, (i: number) => unknown>> = {
  building: (i) => buildings.byIndex((i * 7_919) % buildings.count),
  unit: (i) => units.byIndex((i * 7_919) % units.count),
  parcel: (i) => parcels.byIndex((i * 7_919) % parcels.count),
  enterpriseByNumber: (i) => enterprises.byNumber(some[i]?.number ?? ''),
  enterprisesAtAddress: (i) => enterprises.atAddress(some[i]?.seat.id ?? ''),
  enterprisesOfPerson: (i) => enterprises.ofPerson(`p-${i * 97 + 1}`),
  associationMembers: (i) => associations.members(i),
};
const microseconds: Record<string, number> = {};
for (const [name, run] of Object.entries(WORK)) {
  run(0);
  const all = await spent(() => {
    for (let i = 0; i < TIMES; i += 1) run(i);
  });
  microseconds[name] = Number(((all * 1_000) / TIMES).toFixed(1));
}
town.close();

const city = await openSmall({ profile: 'antwerpen', population: 530_000 });
const path = '/v2/adresmatch?gemeentenaam=Antwerpen&straatnaam=Kerkstaat&huisnummer=12&busnummer=3';
await call(city, 'basisregisters', path);
const matches = await spent(async () => {
  for (let i = 0; i < MATCHES; i += 1) await call(city, 'basisregisters', path);
});
city.close();
process.stdout.write(
  `${JSON.stringify({
    bench: 'registers',
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    residents: 530_000,
    microseconds,
    adresmatchMilliseconds: Number((matches / MATCHES).toFixed(2)),
  })}\n`,
);
