import { PROCESSES } from '../../processes/all.ts';
import type { Town } from '../../town/types.ts';
import type { Dataset } from './dataset.ts';
import { addresses } from './tables/addresses.ts';
import { decisions } from './tables/decisions.ts';
import { eventLog } from './tables/processes.ts';
import { products } from './tables/products.ts';
import { bySector, byStreet } from './tables/residents.ts';
import { streets } from './tables/streets.ts';

/** All that is published, in the order of the catalogue. */
export const datasetsOf = (town: Town, origin: (host: string) => string): readonly Dataset[] => [
  addresses(town),
  streets(town),
  byStreet(town),
  bySector(town),
  products(town, origin),
  decisions(town, origin),
  ...PROCESSES.map((process) => eventLog(town, process)),
];
