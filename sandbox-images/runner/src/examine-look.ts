import { LOOKS } from '@proeftuin/contract/looks';
import type { PersonSeen } from '@proeftuin/contract/municipality';
import type { NamedIntent } from '@proeftuin/scenarios/sdk/stage';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { BrowserContextOptions } from 'playwright-core';
import { pageTrouble } from './browser/trouble.ts';
import { askerFor } from './http/ask.ts';
import type { Look, LookContext } from './look.ts';
import { Visitor } from './people/visitor.ts';
import type { Props } from './scene.ts';

/** Addresses of too long answers that are told of one look. */
const MOST_CUT = 5;

/** Does one look and records it; what a provider does to it makes it `failed`, not the play. */
export async function doLook(look: Look, props: Props): Promise<void> {
  const { order, spool } = props;
  const step = `look:${look.id}`;
  if (look.needs === 'login' && !order.service.login) return;
  if (look.needs === 'callback' && order.service.callback === undefined) return;
  if (look.needs === 'told' && props.town.told?.address === undefined) return;
  if (look.needs === 'intent' && Object.keys(order.service.intents).length === 0) return;
  const visitors: Visitor[] = [];
  const cut = new Set<string>();
  const limit = Promise.withResolvers<never>();
  const late = new Trouble('provider:hang', `the look was not done after ${order.timeouts.scenario / 1000} s`);
  const timer = setTimeout(() => limit.reject(late), order.timeouts.scenario);
  try {
    const data = await Promise.race([look.run(contextOf(step, props, visitors, cut)), limit.promise]);
    const unread = [...cut].slice(0, MOST_CUT).map((url) => url.slice(0, 2000));
    spool.add(
      'look',
      {
        look: look.id,
        outcome: 'ok',
        ...(unread.length === 0 ? {} : { cut: unread }),
        data: LOOKS[look.id].parse(data),
      },
      step,
    );
  } catch (thrown) {
    const trouble =
      thrown instanceof TypeError || thrown instanceof ReferenceError || thrown instanceof RangeError || isZod(thrown)
        ? new Trouble('lab:internal', String(thrown.stack ?? thrown).slice(0, 500))
        : pageTrouble(thrown, 'provider:locator-timeout');
    spool.add(
      'look',
      { look: look.id, outcome: 'failed', cause: trouble.cause, message: trouble.message.slice(0, 500), data: null },
      step,
    );
  } finally {
    clearTimeout(timer);
    limit.promise.catch(() => undefined);
    props.shared.closing.push(...visitors.map((visitor) => visitor.close()));
  }
}

const isZod = (thrown: unknown): thrown is Error => thrown instanceof Error && thrown.name === 'ZodError';

function contextOf(step: string, props: Props, visitors: Visitor[], cut: Set<string>): LookContext {
  const { order, town, link, signal } = props;
  const { service } = order;
  const patience = order.timeouts.step;
  const open = async (person: PersonSeen, options?: BrowserContextOptions): Promise<Visitor> => {
    const opened = await Visitor.open(link, service, person, patience, options);
    visitors.push(opened);
    opened.mark(step);
    return opened;
  };
  const visitor: LookContext['visitor'] = async (selection = { adult: true, household: 1 }, options) => {
    signal.throwIfAborted();
    const person = await town.pick(selection);
    return person === undefined ? undefined : open(person, options);
  };
  const anyone: LookContext['anyone'] = async (options) => {
    const opened = (await visitor({ adult: true, household: 1 }, options)) ?? (await visitor({ adult: true }, options));
    if (opened === undefined) throw new Trouble('lab:municipality-refused', 'nobody in this town is free to look');
    return opened;
  };
  const known = async (): Promise<NonNullable<Props['shared']['known']>> => {
    const { shared } = props;
    if (shared.known !== undefined && (await shared.known.visitor.renew())) {
      shared.known.visitor.mark(step);
      return shared.known;
    }
    const opened = await anyone();
    const inside =
      !service.login ||
      (await opened.login().then(
        ({ status }) => status < 400,
        () => false,
      ));
    // It stays open for the looks to come.
    visitors.splice(visitors.indexOf(opened), 1);
    shared.known = { visitor: opened, inside };
    return shared.known;
  };
  return {
    service,
    town,
    patience,
    signal,
    ask: askerFor(service.origin, step, props.shared, cut),
    intent: firstIntent(service),
    async values(person) {
      await town.stock();
      const { town: today } = await town.levers.clock();
      return { address: town.takeVacant(), date: today.slice(0, 10), household: [person] };
    },
    visitor,
    as: (person) => open(person),
    anyone,
    known: async () => (await known()).visitor,
    async insider() {
      const { visitor: opened, inside } = await known();
      if (inside) return opened;
      const other = await anyone();
      await other.login();
      return other;
    },
  };
}

function firstIntent(service: Props['order']['service']): NamedIntent | undefined {
  const [first] = Object.entries(service.intents);
  return first === undefined ? undefined : { id: first[0], ...first[1] };
}
