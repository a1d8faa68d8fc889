import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlayOrder, PlayState } from '@proeftuin/contract/play';
import type { Spool } from '@proeftuin/contract/spool';
import type { Scenario } from '@proeftuin/scenarios/sdk/define';
import { Trouble, troubleOf } from '@proeftuin/scenarios/sdk/trouble';
import { type BrowserLink, within } from './browser/link.ts';
import { doLooks } from './do-looks.ts';
import { looks } from './looks.ts';
import { Examiner } from './page/examine.ts';
import { type Props, playScenario } from './scene.ts';
import type { Levers } from './town/levers.ts';
import { Town } from './town/town.ts';

/** An order that can't be played as it is; the runner goes on. */
export class BadOrder extends Error {}

/** Plays one order at a time: idle → playing → done | lost. */
export class Player {
  readonly #link: BrowserLink;
  readonly #town: Town;
  readonly #spool: Spool;
  readonly #examiner: Examiner;
  readonly #scratch: string;
  #state: PlayState = { state: 'idle', now: '', done: 0, total: 0 };
  #stop = new AbortController();
  #playing: Promise<void> = Promise.resolve();

  constructor(parts: { link: BrowserLink; levers: Levers; spool: Spool; scratch: string }) {
    this.#link = parts.link;
    this.#town = new Town(parts.levers);
    this.#spool = parts.spool;
    this.#examiner = new Examiner(parts.spool);
    this.#scratch = parts.scratch;
  }

  get state(): PlayState {
    return this.#state;
  }

  /** Begins to play. Throws BadOrder when it is busy, or the order is not what it says. */
  async begin(order: PlayOrder): Promise<void> {
    if (this.#state.state === 'playing') throw new BadOrder('a play is going on');
    const total = order.scenarios.length + order.looks.length;
    const before = this.#state;
    this.#state = { state: 'playing', now: '', done: 0, total };
    try {
      const scenarios = await this.#load(order);
      this.#stop = new AbortController();
      this.#playing = this.#play(order, scenarios);
    } catch (thrown) {
      this.#state = before;
      throw thrown;
    }
  }

  /** Until the play that goes on is at its end, at most so many milliseconds. */
  async ended(ms: number): Promise<void> {
    if (ms > 0) await within(this.#playing, ms).catch(() => undefined);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #load(order: PlayOrder): Promise<Map<string, Scenario>> {
    const { sha256, code } = order.bundle;
    if (createHash('sha256').update(code).digest('hex') !== sha256) throw new BadOrder('the bundle has another hash');
    for (const id of order.looks) if (!looks.has(id)) throw new BadOrder(`there is no look ${id}`);
    const file = join(this.#scratch, `scenarios-${sha256}.mjs`);
    await writeFile(file, code);
    const module: { scenarios?: ReadonlyMap<string, Scenario> } = await import(pathToFileURL(file).href);
    const chosen = new Map<string, Scenario>();
    for (const id of order.scenarios) {
      const scenario = module.scenarios?.get(id);
      if (scenario === undefined) throw new BadOrder(`the bundle holds no scenario ${id}`);
      chosen.set(id, scenario);
    }
    return chosen;
  }

  async #play(order: PlayOrder, scenarios: ReadonlyMap<string, Scenario>): Promise<void> {
    const props: Props = {
      order,
      link: this.#link,
      town: this.#town,
      spool: this.#spool,
      examiner: this.#examiner,
      signal: this.#stop.signal,
      shared: { silent: 0, closing: [] },
    };
    try {
      await this.#link.warm().catch((thrown: unknown) => {
        throw new Trouble('lab:browser-lost', String(thrown));
      });
      for (const [id, scenario] of scenarios) await this.#turn(id, () => playScenario(id, scenario, props));
      const chosen = order.looks.flatMap((id) => looks.get(id) ?? []);
      await doLooks(chosen, props, (look, work) => this.#turn(`look ${look.id}`, work));
      await Promise.all([props.shared.known?.visitor.close(), ...props.shared.closing]);
      this.#state = { ...this.#state, state: 'done', now: '' };
    } catch (thrown) {
      if (this.#stop.signal.aborted) this.#state = { ...this.#state, state: 'done', now: '' };
      else
        this.#state = { ...this.#state, state: 'lost', why: (troubleOf(thrown) ?? new Error(String(thrown))).message };
    }
  }

  async #turn<T>(now: string, work: () => Promise<T>): Promise<T> {
    this.#stop.signal.throwIfAborted();
    this.#state = { ...this.#state, now };
    const done = await work();
    this.#state = { ...this.#state, done: this.#state.done + 1 };
    return done;
  }
}
