import * as z from 'zod';
import { cookieHeader, formBody } from '../http/probe.ts';
import { defineLook, SOMEBODY } from '../look.ts';

const formSchema = z.object({
  action: z.string(),
  fields: z.record(z.string(), z.string()),
  hidden: z.array(z.string()),
});

/** The first form of an intent, sent from elsewhere with the person's cookies: without its token, and with a wrong one. */
export default defineLook({
  id: 'csrf',
  needs: 'login',
  cast: [SOMEBODY],
  async run({ service, ask, intent, visitor, values }) {
    const v = intent === undefined ? undefined : await visitor();
    if (v === undefined || intent === undefined) return { attempts: [] };
    await v.login();
    await v.goto(intent.path);
    const form = await v.page.evaluate(`(() => {
      const f = [...document.forms].find((x) => x.method === 'post' && x.querySelector('input:not([type=hidden])'));
      return f ? { action: f.action, fields: Object.fromEntries([...new FormData(f)].filter(([, x]) => typeof x === 'string')),
        hidden: [...f.querySelectorAll('input[type=hidden]')].map((x) => x.name) } : null;
    })()`);
    const parsed = formSchema.safeParse(form);
    if (!parsed.success) return { attempts: [] };
    const { action, fields, hidden } = parsed.data;
    const { address } = await values(v.person);
    const filled: Record<string, string> = { ...fields };
    for (const name of Object.keys(fields)) {
      if (hidden.includes(name) || address === undefined) continue;
      const told = /straat|street/i.test(name)
        ? address.street
        : /nummer|number/i.test(name) && !/bus|box/i.test(name)
          ? address.houseNumber
          : /bus|box/i.test(name)
            ? address.box
            : /post/i.test(name)
              ? address.postalCode
              : undefined;
      if (told !== undefined) filled[name] = told;
    }
    const cookie = await cookieHeader(v.context, service.origin);
    const send = async (change: Record<string, string>, drop: readonly string[]) => {
      const kept = Object.fromEntries(
        Object.entries({ ...filled, ...change }).filter(([name]) => !drop.includes(name)),
      );
      const { body, headers } = formBody(kept);
      const path = new URL(action, service.origin);
      return await ask(path.pathname + path.search, {
        method: 'POST',
        body,
        headers: { ...headers, cookie, origin: 'https://elders.example', referer: 'https://elders.example/' },
      });
    };
    const taken = (status: number) => status >= 300 && status < 400;
    const none = await send({}, hidden);
    const wrong = await send(Object.fromEntries(hidden.map((name) => [name, 'fout'])), []);
    return {
      attempts: [
        {
          method: 'POST',
          url: none.url,
          status: none.status,
          variant: 'no-token' as const,
          accepted: taken(none.status),
        },
        {
          method: 'POST',
          url: wrong.url,
          status: wrong.status,
          variant: 'wrong-token' as const,
          accepted: taken(wrong.status),
        },
      ],
    };
  },
});
