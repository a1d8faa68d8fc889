import { setTimeout as pause } from 'node:timers/promises';
import { streetAddress } from '@proeftuin/contract/address';
import { dayIn } from '@proeftuin/contract/day';
import type { AddressSeen, PersonSeen, Selection } from '@proeftuin/contract/municipality';
import type { LocalProcess, Municipality } from '@proeftuin/scenarios/sdk/stage';
import { Trouble } from '@proeftuin/scenarios/sdk/trouble';
import type { Levers } from './levers.ts';

const VACANT = 40;
/** Milliseconds. */
const DAY = 86_400_000;

/** The town as one play uses it: no person and no address is used twice. */
export class Town {
  readonly levers: Levers;
  readonly #used = new Set<string>();
  #vacant: AddressSeen[] = [];
  #asked = 0;
  /** Who last did a thing at the service to its end, and the address that they told. */
  told: { readonly person: PersonSeen; readonly address: AddressSeen | undefined } | undefined;

  constructor(levers: Levers) {
    this.levers = levers;
  }

  /** Somebody who fits and has not played yet; undefined when there is none. */
  async pick(selection: Selection): Promise<PersonSeen | undefined> {
    // The town gives as many as asked or nobody: of some kinds of people there are only one or two.
    for (const count of [1, 2, 3, 4, 5, 20, 80, 320]) {
      const people = await this.levers.people(selection, count);
      const free = people.find(
        (person) => !person.household.some((id) => this.#used.has(id)) && !this.#used.has(person.id),
      );
      if (free !== undefined) {
        for (const id of [free.id, ...free.household]) this.#used.add(id);
        return free;
      }
      if (people.length < count) return undefined;
    }
    return undefined;
  }

  /** Somebody who fits the first of these that anybody fits. */
  async anyOf(...selections: readonly Selection[]): Promise<PersonSeen | undefined> {
    for (const selection of selections) {
      const person = await this.pick(selection);
      if (person !== undefined) return person;
    }
    return undefined;
  }

  /** Has some vacant addresses at hand, since scenarios take them without waiting. */
  async stock(): Promise<void> {
    if (this.#vacant.length >= VACANT / 2) return;
    const all = await this.levers.vacant(this.#asked + VACANT);
    this.#vacant.push(...all.slice(this.#asked));
    this.#asked = all.length;
  }

  takeVacant(): AddressSeen {
    const address = this.#vacant.shift();
    if (address === undefined) throw new Trouble('lab:municipality-refused', 'the town has no vacant address left');
    return address;
  }
}

/** The municipality as one scenario sees it, from `cut` on. `ms`: how long it waits for the town to know. */
export function municipalityOf(town: Town, clock: { town: string }, cut: string, ms: number): Municipality {
  const { levers } = town;
  return {
    vacantAddress: () => town.takeVacant(),
    today(days = 0) {
      const date = new Date(`${clock.town.slice(0, 10)}T12:00:00Z`);
      date.setUTCDate(date.getUTCDate() + days);
      return date.toISOString().slice(0, 10);
    },
    all: () => levers.municipalities(),
    person: (id) => levers.person(id),
    dossiers: (person) => levers.dossiers(person.id),
    changes: () => levers.changes(cut),
    async fault(fault) {
      const id = await levers.fault(fault);
      return { end: async () => void (await levers.mend(id)) };
    },
    process: (id) => processOf(levers, id),
    labDay: async (days = 0) => dayIn(Date.parse((await levers.clock()).lab) + days * DAY),
    async pass(days) {
      await levers.setClock({ advance: days * (DAY / 1000) });
      return { end: async () => void (await levers.setClock({ advance: -days * (DAY / 1000) })) };
    },
    expect: {
      addressOf: (people) => ({
        async toBecome(address) {
          const others = await until(ms, async () => {
            const now = await Promise.all(people.map((person) => levers.person(person.id)));
            const elsewhere = now.filter((person) => person.address?.id !== address.id);
            return elsewhere.length === 0 ? undefined : elsewhere;
          });
          if (others === undefined) return;
          const who = others.map((p) => `${p.givenName} ${p.familyName} (${p.id})`).join(', ');
          throw new Trouble(
            'provider:assertion',
            `the population register does not have ${who} at ${streetAddress(address)}`,
          );
        },
      }),
      dossiersOf: (person) => ({
        async toCount(count) {
          const wrong = await until(ms, async () => {
            const seen = (await levers.dossiers(person.id)).length;
            return seen === count ? undefined : seen;
          });
          if (wrong === undefined) await pause(300);
          const seen = wrong ?? (await levers.dossiers(person.id)).length;
          if (seen !== count)
            throw new Trouble(
              'provider:assertion',
              `the town holds ${seen} dossiers of ${person.id}, expected ${count}`,
            );
        },
      }),
    },
  };
}

/** A local process, by the levers. */
function processOf(levers: Levers, process: string): LocalProcess {
  const ruleOn: LocalProcess['ruleOn'] = async (day) => {
    const rule = (await levers.rules(process)).findLast(({ from }) => from <= day);
    if (rule === undefined) throw new Trouble('lab:municipality-refused', `${process} has no rule on ${day}`);
    return rule;
  };
  return {
    ruleOn,
    async change(from, values) {
      const { values: before } = await ruleOn(from);
      await levers.changeRule({ process, from, values });
      const back = Object.entries(before).map(([name, value]) => [
        name,
        typeof value === 'number' ? value : [...value],
      ]);
      return { end: async () => void (await levers.changeRule({ process, from, values: Object.fromEntries(back) })) };
    },
    casesOf: ({ id }) => levers.cases(process, id),
  };
}

/** Asks until nothing is wrong any more, or gives what was still wrong after `ms`. */
async function until<T>(ms: number, wrong: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = Date.now() + ms;
  for (let wait = 50; ; wait = Math.min(wait * 2, 500)) {
    const seen = await wrong();
    if (seen === undefined || Date.now() > end) return seen;
    await pause(wait);
  }
}
