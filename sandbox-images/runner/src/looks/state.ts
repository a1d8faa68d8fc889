import type { LookData } from '@proeftuin/contract/looks';
import { knows, withSetCookies } from '../http/known.ts';
import { cookieHeader } from '../http/probe.ts';
import { defineLook, type LookContext } from '../look.ts';
import type { Visitor } from '../people/visitor.ts';

type Variant = LookData<'state'>['attempts'][number]['variant'];

/** The way back from the login, caught before the service sees it, then gone with another state, code or browser. */
export default defineLook({
  id: 'state',
  needs: 'login',
  async run(context) {
    const { ask, intent, service, anyone } = context;
    const path = intent?.path ?? '/';
    const attempts: LookData<'state'>['attempts'] = [];
    const go = async (variant: Variant, url: URL, cookie: string, person: Visitor['person']) => {
      const answer = await ask(url.href, { headers: { cookie } });
      const { known } = await knows(ask, path, withSetCookies(cookie, answer), person);
      attempts.push({ method: 'GET', url: url.href.slice(0, 2000), status: answer.status, variant, loggedIn: known });
    };
    const first = await caught(context);
    if (first === undefined) return { attempts };
    const without = new URL(first.back);
    without.searchParams.delete('state');
    await go('no-state', without, first.cookie, first.visitor.person);

    const second = await caught(context);
    if (second === undefined) return { attempts };
    const wrong = new URL(second.back);
    wrong.searchParams.set('state', 'een-andere-state');
    await go('wrong-state', wrong, second.cookie, second.visitor.person);

    // A victim is lured to the way back that an attacker began.
    const attacker = await caught(context);
    const victim = await anyone();
    await victim.goto('/');
    if (attacker !== undefined) {
      const cookie = await cookieHeader(victim.context, service.origin);
      await go('state-of-another', attacker.back, cookie, attacker.visitor.person);
    }

    const last = await caught(context);
    if (last !== undefined) {
      await ask(last.back.href, { headers: { cookie: last.cookie } });
      await go('used-code', last.back, last.cookie, last.visitor.person);
    }
    return { attempts };
  },
});

/** A person who has just chosen themselves at the login: the address that they are sent back to, not yet visited. */
async function caught({ anyone, service, patience }: LookContext) {
  const visitor = await anyone();
  const back = Promise.withResolvers<URL>();
  visitor.stop((url) => {
    const isBack = url.origin === service.origin && url.searchParams.has('code');
    if (isBack) back.resolve(url);
    return isBack;
  });
  const timer = setTimeout(() => back.reject(new Error('nobody came back')), patience);
  try {
    await visitor.toLogin();
    await visitor.choose();
    const url = await back.promise;
    return { visitor, back: url, cookie: await cookieHeader(visitor.context, service.origin) };
  } catch {
    back.promise.catch(() => undefined);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
