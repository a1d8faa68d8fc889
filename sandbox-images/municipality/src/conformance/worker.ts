import { parentPort, workerData } from 'node:worker_threads';
import { conform, openPart, type Part } from './conform.ts';

/** One worker thread of a conformance run: says of which kind it examines how many records, and at the end what it found. */
const part = workerData as Part;
const m = await openPart(part);
let at = { check: '', done: 0, chosen: 0 };
const tell = setInterval(() => parentPort?.postMessage({ at }), 1_000);
const found = await conform(m, part, (check, chosen) => {
  at = { check, done: (check === at.check ? at.done : 0) + 1, chosen };
});
clearInterval(tell);
parentPort?.postMessage({ found });
m.close();
