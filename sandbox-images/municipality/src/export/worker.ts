import { parentPort, workerData } from 'node:worker_threads';
import { openTown } from '../town/town.ts';
import { type Part, SECOND } from './parts.ts';
import { walk } from './walk.ts';

/** The second thread of an export: says its progress, and at the end how many rows each of its tables has. */
const { config, ...part } = workerData as Part;
const town = openTown(config);
const progress = (line: string) => parentPort?.postMessage({ line });
const rows = await walk(town, { ...part, groups: SECOND, progress });
town.close();
parentPort?.postMessage({ rows });
