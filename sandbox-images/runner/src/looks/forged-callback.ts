import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { LookData } from '@proeftuin/contract/looks';
import { defineLook } from '../look.ts';

/** As the municipality signs (Standard Webhooks), with a key of our own. */
function signed(body: string, time: number): Record<string, string> {
  const id = randomUUID();
  const mac = createHmac('sha256', randomBytes(32)).update(`${id}.${time}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(time), 'webhook-signature': `v1,${mac}` };
}

/** Somebody else tells the service what became of its messages: does it believe that? */
export default defineLook({
  id: 'forged-callback',
  needs: 'callback',
  cast: [],
  async run({ ask, service }) {
    const data = { id: randomUUID(), status: 'gelezen' };
    const body = JSON.stringify({ type: 'notificatie.gelezen', timestamp: new Date().toISOString(), data });
    const now = Math.floor(Date.now() / 1000);
    const ways = {
      unsigned: {},
      'signed-by-another': signed(body, now),
      'signed-long-ago': signed(body, now - 3600),
    } as const;
    const attempts: LookData<'forged-callback'>['attempts'] = [];
    for (const how of ['unsigned', 'signed-by-another', 'signed-long-ago'] as const) {
      const headers = { 'content-type': 'application/json', ...ways[how] };
      const { method, url, status } = await ask(service.callback ?? '', { method: 'POST', headers, body });
      attempts.push({ how, method, url, status });
    }
    return { attempts };
  },
});
