import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { MESSAGES, TOKEN, CALLBACK_SECRET = '', INSZ, DEFECTS = '' } = process.env;
const key = Buffer.from(CALLBACK_SECRET.replace(/^whsec_/, ''), 'base64');
const page =
  '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Bode</title></head><body><main><h1>Bode</h1></main></body></html>';

/** Is a callback the town's own (Standard Webhooks), and of the last five minutes? */
function signed({ headers }, body) {
  const [id, time, given = ''] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
  const wanted = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`);
  const own = Buffer.from(given);
  return Math.abs(Date.now() / 1000 - time) < 300 && own.length === wanted.length && timingSafeEqual(own, wanted);
}

createServer(async (request, response) => {
  if (request.url !== '/terug') return response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
  let body = '';
  for await (const part of request) body += part;
  const status = DEFECTS === 'deaf' ? 500 : DEFECTS === 'gullible' || signed(request, body) ? 204 : 401;
  console.log(`callback ${status}`);
  response.writeHead(status).end();
}).listen(8080, '0.0.0.0');

const answer = await fetch(`${MESSAGES}/notificaties`, {
  method: 'POST',
  headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': 'welkom' },
  body: JSON.stringify({ insz: INSZ, onderwerp: 'Welkom', bericht: 'U hoort hier van de bode.' }),
});
console.log(`message ${answer.status}`);
