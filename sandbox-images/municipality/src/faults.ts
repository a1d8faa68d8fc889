import { randomUUID } from 'node:crypto';
import { type Fault, type FaultSeen, faultSchema } from '@proeftuin/contract/municipality';
import type { Spool } from '@proeftuin/contract/spool';
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { disturb } from './faults/disturb.ts';
import type { Bindings, System } from './system.ts';
import { Dice, stream } from './town/chance/dice.ts';

interface Active {
  readonly id: string;
  readonly fault: z.output<typeof faultSchema>;
  readonly from: number;
  seen: number;
  hit: number;
}

const HIT = stream('fault.hit');

/**
 * What the lab breaks on purpose. A fault is in no header of an answer: the provider must not be able to tell; the
 * records `fault` begin and end say when it held. Its share is drawn by the seed, request by request.
 */
export class Faults {
  readonly #active = new Map<string, Active>();
  readonly #spool: Spool;
  readonly #dice: Dice;
  #count = 0;

  constructor(spool: Spool, seed: string) {
    this.#spool = spool;
    this.#dice = new Dice(seed);
  }

  add(input: Fault): string {
    const fault = faultSchema.parse(input);
    const id = `fault-${randomUUID().slice(0, 8)}`;
    this.#count += 1;
    this.#active.set(id, { id, fault, from: this.#count * 1_000_003, seen: 0, hit: 0 });
    this.#spool.add('fault', { id, system: fault.system, fault: fault.kind, phase: 'begin' });
    return id;
  }
  /** Ends one; false when there is none of that id. */
  end(id: string): boolean {
    const active = this.#active.get(id);
    if (active === undefined) return false;
    this.#active.delete(id);
    this.#spool.add('fault', { id, system: active.fault.system, fault: active.fault.kind, phase: 'end' });
    return true;
  }
  /** Those that hold now, in the order in which they were added. */
  list(): FaultSeen[] {
    return [...this.#active.values()].map(({ id, fault: { system, kind }, seen, hit }) => {
      return { id, system, kind, seen, hit };
    });
  }
  get none(): boolean {
    return this.#active.size === 0;
  }
  endAll(): void {
    for (const id of [...this.#active.keys()]) this.end(id);
  }
  /** Ends all; the next ones hit the same requests as the first ones did. */
  reset(): void {
    this.endAll();
    this.#count = 0;
  }

  /** Before the routes of a system: the faults that hold for it, in the order in which they were added. */
  middleware(name: string, system: Pick<System, 'failed'>): MiddlewareHandler<{ Bindings: Bindings }> {
    return async (c, next) => {
      const hit = [...this.#active.values()].filter((a) => {
        if (a.fault.system !== '*' && a.fault.system !== name) return false;
        a.seen += 1;
        if (!this.#dice.chance(HIT, a.from + a.seen, a.fault.share)) return false;
        a.hit += 1;
        return true;
      });
      await disturb(
        system,
        hit.map(({ fault }) => fault),
        c,
        next,
      );
    };
  }
}
