import type { Data } from '@proeftuin/contract/evidence';
import { LOOKS } from '@proeftuin/contract/looks';
import type { PersonSeen } from '@proeftuin/contract/municipality';
import type { NamedIntent } from '@proeftuin/scenarios/sdk/stage';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { BrowserContextOptions } from 'playwright-core';
import { pageTrouble } from './browser/trouble.ts';
import { askerFor } from './http/ask.ts';
import { type Cast, type Look, type LookContext, SOMEBODY } from './look.ts';
import { Visitor } from './people/visitor.ts';
import type { Props } from './scene.ts';

/** Addresses of too long answers that are told of one look. */
const MOST_CUT = 5;

/** Is the look one for this service at all? */
export function applies(look: Look, { order, town }: Props): boolean {
  if (look.needs === 'login') return order.service.login;
  if (look.needs === 'callback') return order.service.callback !== undefined;
  if (look.needs === 'told') return town.told?.address !== undefined;
  return look.needs !== 'intent' || Object.keys(order.service.intents).length > 0;
}

/** Does one look and tells what came of it; what a provider does to it makes it `failed`, not the play. */
export async function doLook(look: Look, props: Props, cast: Cast | undefined): Promise<Data<'look'>> {
  const { order } = props;
  const step = `look:${look.id}`;
  const visitors: Visitor[] = [];
  const cut = new Set<string>();
  const limit = Promise.withResolvers<never>();
  const late = new Trouble('provider:hang', `the look was not done after ${order.timeouts.scenario / 1000} s`);
  const timer = setTimeout(() => limit.reject(late), order.timeouts.scenario);
  try {
    const data = await Promise.race([look.run(contextOf(step, props, visitors, cut, cast)), limit.promise]);
    const unread = [...cut].slice(0, MOST_CUT).map((url) => url.slice(0, 2000));
    return {
      look: look.id,
      outcome: 'ok',
      ...(unread.length === 0 ? {} : { cut: unread }),
      data: LOOKS[look.id].parse(data),
    };
  } catch (thrown) {
    const trouble =
      thrown instanceof TypeError || thrown instanceof ReferenceError || thrown instanceof RangeError || isZod(thrown)
        ? new Trouble('lab:internal', String(thrown.stack ?? thrown).slice(0, 500))
        : pageTrouble(thrown, 'provider:locator-timeout');
    return {
      look: look.id,
      outcome: 'failed',
      cause: trouble.cause,
      message: trouble.message.slice(0, 500),
      data: null,
    };
  } finally {
    clearTimeout(timer);
    limit.promise.catch(() => undefined);
    props.shared.closing.push(...visitors.map((visitor) => visitor.close()));
  }
}

const isZod = (thrown: unknown): thrown is Error => thrown instanceof Error && thrown.name === 'ZodError';

function contextOf(
  step: string,
  props: Props,
  visitors: Visitor[],
  cut: Set<string>,
  cast: Cast | undefined,
): LookContext {
  const { order, town, link, signal } = props;
  const { service } = order;
  const patience = order.timeouts.step;
  const open = async (person: PersonSeen, options?: BrowserContextOptions): Promise<Visitor> => {
    const opened = await Visitor.open(link, service, person, patience, options);
    visitors.push(opened);
    opened.mark(step);
    return opened;
  };
  const waiting = cast === undefined ? undefined : [...cast.people];
  const next = async (options?: BrowserContextOptions): Promise<Visitor | undefined> => {
    signal.throwIfAborted();
    const person = waiting === undefined ? await town.anyOf(SOMEBODY, { adult: true }) : waiting.shift();
    return person === undefined ? undefined : open(person, options);
  };
  const anyone: LookContext['anyone'] = async (options) => {
    const opened = await next(options);
    if (opened === undefined) throw new Trouble('lab:municipality-refused', 'nobody in this town is free to look');
    return opened;
  };
  const known = async (): Promise<NonNullable<Props['shared']['known']>> => {
    const { shared } = props;
    if (shared.known !== undefined && (await shared.known.visitor.renew())) {
      shared.known.visitor.mark(step);
      return shared.known;
    }
    if (shared.insider === undefined)
      throw new Trouble('lab:municipality-refused', 'nobody in this town is free to look');
    const opened = await open(shared.insider);
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
      if (cast?.address === undefined) await town.stock();
      const { town: today } = await town.levers.clock();
      return { address: cast?.address ?? town.takeVacant(), date: today.slice(0, 10), household: [person] };
    },
    visitor: () => next(),
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
