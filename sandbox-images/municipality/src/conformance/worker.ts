import { parentPort, workerData } from 'node:worker_threads';
import { conform, openPart, type Part } from './conform.ts';

/** One worker thread of a conformance run: says how many records it examined since it last did, and at the end what it found. */
const part = workerData as Part;
const m = await openPart(part);
let done = 0;
const tell = setInterval(() => {
  parentPort?.postMessage({ done });
  done = 0;
}, 500);
const found = await conform(m, part, () => {
  done += 1;
});
clearInterval(tell);
parentPort?.postMessage({ done, found });
m.close();
