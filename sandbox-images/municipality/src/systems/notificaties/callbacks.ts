import type { MunicipalityConfig } from '@proeftuin/contract/municipality';
import { Webhook } from 'standardwebhooks';
import type { Context } from '../../context.ts';
import { type Callback, callbackOf, callbacksOf, keepCallback, notificationsOf, settle } from './records.ts';
import type { Attempt } from './schema.ts';

/** Seconds after which a callback that was not taken is tried again, on the lab clock: the schedule of Standard Webhooks. */
export const BACKOFF = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** Wall milliseconds that a service has to answer. */
const PATIENCE = 15_000;
/** Wall milliseconds between two looks at the lab clock, while something is waiting. */
const LOOK = 200;

type Channel = NonNullable<MunicipalityConfig['callbacks']>[number];

/** One attempt, signed after Standard Webhooks. Redirects are not followed: they would lead a signature elsewhere. */
async function attempt({ call, clock, closed }: Context, channel: Channel, callback: Callback): Promise<Attempt> {
  const { id } = callback;
  const body = JSON.stringify(callback.body);
  // A service compares this time with its own clock, which runs on the wall.
  const sent = new Date(clock.wall());
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'mijn-burgerprofiel',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sent.getTime() / 1000)),
    'webhook-signature': new Webhook(channel.secret).sign(id, sent, body),
  };
  const late = AbortSignal.timeout(PATIENCE);
  const signal = AbortSignal.any([late, closed]);
  const tijdstip = clock.lab();
  try {
    const answer = await call(new Request(channel.url, { method: 'POST', headers, body, redirect: 'manual', signal }));
    await answer.body?.cancel();
    const away = answer.status >= 300 && answer.status < 400;
    return { tijdstip, antwoord: answer.status, ...(away ? { reden: 'doorverwijzing' as const } : {}) };
  } catch {
    return { tijdstip, antwoord: 0, reden: late.aborted ? 'geen antwoord op tijd' : 'onbereikbaar' };
  }
}

/** What a callback has become after an attempt. 410 asks for no more (Standard Webhooks). */
export function after(callback: Callback, made: Attempt): Callback {
  const attempts = [...callback.attempts, made];
  const wait = BACKOFF[attempts.length - 1];
  if (made.antwoord >= 200 && made.antwoord < 300) return { ...callback, attempts, state: 'aangenomen' };
  if (made.antwoord === 410 || wait === undefined) return { ...callback, attempts, state: 'opgegeven' };
  return { ...callback, attempts, due: new Date(Date.parse(made.tijdstip) + wait * 1000).toISOString() };
}

/** Tells services what became of their messages, when it is due. Nothing runs while nothing waits. */
export function deliver(context: Context): void {
  const { town, clock, config, spool, closed } = context;
  const channels = new Map((config.callbacks ?? []).map((channel) => [channel.service, channel]));
  const going = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const tell = async (channel: Channel, callback: Callback): Promise<void> => {
    going.add(callback.id);
    const made = await attempt(context, channel, callback).finally(() => going.delete(callback.id));
    // The end or a reset came in the meantime: nobody waits for it any more.
    if (closed.aborted || callbackOf(town, callback.id) === undefined) return;
    const now = after(callback, made);
    keepCallback(town, now);
    spool.add('callback', {
      service: callback.service,
      callback: callback.id,
      event: callback.body.type,
      attempt: now.attempts.length,
      status: made.antwoord,
      ...(made.reden === undefined ? {} : { failure: FAILURES[made.reden] }),
      outcome: now.state === 'wacht' ? 'retry' : now.state === 'aangenomen' ? 'accepted' : 'given-up',
    });
  };
  const look = (): void => {
    timer = undefined;
    settle(town, clock.now());
    const waiting = callbacksOf(town).filter(({ state, service }) => state === 'wacht' && channels.has(service));
    for (const callback of waiting) {
      const channel = channels.get(callback.service);
      if (channel === undefined || going.has(callback.id) || Date.parse(callback.due) > clock.now()) continue;
      void tell(channel, callback);
    }
    if (waiting.length > 0 || notificationsOf(town).some(({ status }) => status === 'verzonden')) wake(LOOK);
  };
  const wake = (after: number): void => {
    timer ??= setTimeout(look, after).unref();
  };
  closed.addEventListener('abort', () => clearTimeout(timer));
  town.happened.watch(() => wake(0));
  wake(0);
}

const FAILURES = {
  onbereikbaar: 'unreachable',
  'geen antwoord op tijd': 'timeout',
  doorverwijzing: 'redirect',
} as const;
