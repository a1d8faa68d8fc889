import { createServer } from 'node:http';
import { levers } from './levers.mjs';
import { machine } from './machine.mjs';
import { pages } from './pages.mjs';
import { page } from './say.mjs';
import { wire } from './wire.mjs';

/** What it does to whoever comes near is chosen by DEFECTS: one name of pages.mjs, wire.mjs, machine.mjs or levers.mjs. */
const act = process.env.DEFECTS ?? '';
const answer = { ...pages, ...wire, ...machine, ...levers }[act];
if (answer === undefined) throw new Error(`no such act: ${act}`);

createServer((request, response) => {
  response.on('error', () => undefined);
  if (request.url === '/gezond') return void response.end('goed');
  answer(request, response, () => page(response, 'Niets', '', 404));
}).listen(8080, '0.0.0.0');
