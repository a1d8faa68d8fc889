import type { Data } from '@proeftuin/contract/evidence';
import type { PersonSeen, Selection } from '@proeftuin/contract/municipality';
import type { PlayOrder } from '@proeftuin/contract/play';
import type { Spool } from '@proeftuin/contract/spool';
import type { Scenario } from '@proeftuin/scenarios/sdk/define';
import type { Actor, Facts, ServiceUnderTrial, Stage } from '@proeftuin/scenarios/sdk/stage';
import { expectThat, Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { BrowserLink } from './browser/link.ts';
import { pageTrouble } from './browser/trouble.ts';
import type { Examiner } from './page/examine.ts';
import { actorOf } from './people/actor.ts';
import { Visitor } from './people/visitor.ts';
import { municipalityOf, type Town } from './town/town.ts';

/** Everything that a play has at hand. */
export interface Props {
  readonly order: PlayOrder;
  readonly link: BrowserLink;
  readonly town: Town;
  readonly spool: Spool;
  readonly examiner: Examiner;
  readonly signal: AbortSignal;
  readonly shared: {
    /** How often in a row the service was silent. */
    silent: number;
    /** Who is in the window of the looks that leave no trace in it. */
    insider?: PersonSeen | undefined;
    /** That window, and whether its person came in. */
    known?: { readonly visitor: Visitor; readonly inside: boolean };
    /** Windows that are being closed; nobody waits for them before the end. */
    readonly closing: Promise<void>[];
  };
}

type Ending = Omit<Data<'scenario'>, 'scenario' | 'capability'>;

/** Plays one scenario to its end and records it. Throws only what makes the whole play senseless. */
export async function playScenario(id: string, scenario: Scenario, props: Props): Promise<void> {
  const { order, link, spool, town } = props;
  const record = (ending: Ending) =>
    spool.add('scenario', { scenario: id, capability: scenario.capability, ...ending }, `${id}#0`);
  if (scenario.capability !== 'any' && !order.service.capabilities.includes(scenario.capability)) {
    record({ outcome: 'not-applicable', message: `the service does not say that it can do ${scenario.capability}` });
    return;
  }
  const { municipalities: least = 1 } = scenario;
  if (least > 1 && (await town.levers.municipalities()).length < least) {
    record({ outcome: 'not-applicable', message: `the town has fewer than ${least} municipalities` });
    return;
  }
  for (let last = false; ; last = true) {
    const before = link.ended;
    const ending = await new Scene(id, scenario, props).play();
    if (link.ended === before) return void record(ending);
    // The browser itself ended. Once may be chance; twice at the same story is what the page does to it.
    if (last)
      return void record({ ...ending, outcome: 'failed', cause: 'provider:crash', message: 'the browser ended twice' });
  }
}

class Scene {
  readonly #id: string;
  readonly #scenario: Scenario;
  readonly #props: Props;
  readonly #visitors: { name: string; visitor: Visitor }[] = [];
  readonly #people: Record<string, boolean> = {};
  readonly #facts: Record<string, string | number | boolean> = {};
  #acting: { name: string; visitor: Visitor } | undefined;
  #measured: Record<string, number> = {};
  #step = '';
  #steps = 0;

  constructor(id: string, scenario: Scenario, props: Props) {
    this.#id = id;
    this.#scenario = scenario;
    this.#props = props;
    this.#step = `${id}#0`;
  }

  async play(): Promise<Ending> {
    const { town, order, spool } = this.#props;
    const limit = Promise.withResolvers<never>();
    const late = new Trouble('provider:hang', `the story was not at its end after ${order.timeouts.scenario / 1000} s`);
    const timer = setTimeout(() => limit.reject(late), order.timeouts.scenario);
    let cut: string | undefined;
    try {
      await town.stock();
      cut = await town.levers.cut();
      const stage = await this.#stage(cut);
      const cast = await this.#cast();
      await Promise.race([this.#scenario.play(stage, cast), limit.promise]);
      const unserved = Object.keys(this.#people).filter((tag) => this.#people[tag] === false);
      expectThat(unserved.length === 0, `not served: ${unserved.join(', ')}`);
      return this.#ending('ok');
    } catch (thrown) {
      const trouble = storyTrouble(thrown);
      const outcome = trouble.cause.startsWith('lab:') ? 'error' : 'failed';
      return { ...this.#ending(outcome), cause: trouble.cause, message: trouble.message.slice(0, 500) };
    } finally {
      clearTimeout(timer);
      limit.promise.catch(() => undefined);
      this.#props.shared.closing.push(...this.#visitors.map(({ visitor }) => visitor.close()));
      if (cut !== undefined) {
        const changes = await town.levers.changes(cut).catch(() => []);
        spool.add('register-diff', { scenario: this.#id, changes }, `${this.#id}#0`);
      }
    }
  }

  #ending(outcome: Ending['outcome']): Ending {
    return { outcome, people: this.#people, facts: this.#facts };
  }

  async #stage(cut: string): Promise<Stage> {
    const { town, order } = this.#props;
    return {
      service: serviceOf(order.service),
      municipality: municipalityOf(town, await town.levers.clock(), cut, order.timeouts.step),
      step: (title, action) => this.#act(title, action),
      fact: (name, value) => {
        this.#facts[name] = value;
      },
      invite: (selection, name) =>
        this.#invite(name ?? selection.tag ?? `guest ${this.#visitors.length + 1}`, selection),
      served: async (tag, action) => {
        const seen = this.#people[tag] ?? true;
        this.#people[tag] = seen && (await action().then(() => true, servedOrThrow));
      },
    };
  }

  async #cast(): Promise<Record<string, Actor>> {
    const cast: Record<string, Actor> = {};
    for (const [name, selection] of Object.entries(this.#scenario.cast)) {
      const actor = await this.#invite(name, selection);
      if (actor === undefined)
        throw new Trouble('lab:municipality-refused', `nobody in this town fits ${name}: ${JSON.stringify(selection)}`);
      cast[name] = actor;
    }
    return cast;
  }

  async #invite(name: string, selection: Selection): Promise<Actor | undefined> {
    const { town, link, order } = this.#props;
    const person = await town.pick(selection);
    if (person === undefined) return undefined;
    const visitor = await Visitor.open(link, order.service, person, order.timeouts.step);
    const seat = { name, visitor };
    this.#visitors.push(seat);
    visitor.mark(this.#step);
    return actorOf(visitor, await this.#householdOf(person), {
      acting: () => {
        this.#acting = seat;
      },
      arrived: async () => void (await this.#examine(seat)),
      told: ({ address }) => {
        town.told = { person, address };
      },
      measured: (sheet) => {
        for (const [key, value] of Object.entries(sheet)) {
          const before = this.#measured[key] ?? 0;
          this.#measured[key] = key === 'slowest' ? Math.max(before, value) : before + value;
        }
      },
    });
  }

  async #householdOf(person: PersonSeen): Promise<PersonSeen[]> {
    const others = person.household.filter((id) => id !== person.id).slice(0, 20);
    return [person, ...(await Promise.all(others.map((other) => this.#props.town.levers.person(other))))];
  }

  async #act<T>(title: string, action: () => Promise<T>): Promise<T> {
    this.#props.signal.throwIfAborted();
    this.#steps += 1;
    this.#step = `${this.#id}#${this.#steps}`;
    this.#measured = {};
    this.#acting = undefined;
    for (const { visitor } of this.#visitors) visitor.mark(this.#step);
    const begun = performance.now();
    const done = (end: { outcome: 'ok' } | { outcome: 'failed'; cause: string; message: string }) =>
      this.#props.spool.add(
        'step',
        {
          scenario: this.#id,
          title,
          actor: this.#acting?.name ?? '',
          duration: Math.round(performance.now() - begun),
          facts: this.#stepFacts(),
          ...end,
        },
        this.#step,
      );
    try {
      const result = await action();
      done({ outcome: 'ok' });
      return result;
    } catch (thrown) {
      const trouble = storyTrouble(thrown);
      done({ outcome: 'failed', cause: trouble.cause, message: trouble.message.slice(0, 500) });
      throw trouble;
    } finally {
      if (this.#acting !== undefined) await this.#examine(this.#acting);
    }
  }

  #stepFacts(): Facts {
    const guard = this.#acting?.visitor.guard;
    return {
      ...this.#measured,
      ...(guard === undefined ? {} : { dialogs: guard.dialogs, windows: guard.windows, downloads: guard.downloads }),
    };
  }

  async #examine({ name, visitor }: { name: string; visitor: Visitor }): Promise<void> {
    await this.#props.examiner.record(visitor, name, this.#step);
  }
}

/** Playwright's errors are of acting on a page; any other that is no Trouble is a fault of the scenario or of ours. */
function storyTrouble(thrown: unknown): Trouble {
  if (thrown instanceof TypeError || thrown instanceof ReferenceError || thrown instanceof RangeError)
    return new Trouble('lab:internal', thrown.stack?.slice(0, 400) ?? thrown.message);
  if (thrown instanceof DOMException) return new Trouble('lab:channel', 'the play was stopped');
  return pageTrouble(thrown, 'provider:locator-timeout');
}

function servedOrThrow(thrown: unknown): false {
  const trouble = storyTrouble(thrown);
  if (trouble.cause.startsWith('lab:')) throw trouble;
  return false;
}

function serviceOf(service: PlayOrder['service']): ServiceUnderTrial {
  return {
    name: service.name,
    origin: service.origin,
    capabilities: service.capabilities,
    login: service.login,
    has: (intent) => service.intents[intent] !== undefined,
    intent(id) {
      const intent = service.intents[id];
      expectThat(intent !== undefined, `the manifest declares no intent ${id}`);
      return { id, ...intent };
    },
  };
}
