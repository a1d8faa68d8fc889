import { folded } from '../people/naming.ts';
import type { AddressBook } from '../places/addresses.ts';
import type { EnterpriseRegister } from './enterprises.ts';
import type { EnterpriseFilter } from './organisations.ts';

/** What enterprises are looked for by: name, postal code and activity, as columns. Made when somebody first looks. */
export class EnterpriseIndex {
  readonly #names: string[];
  readonly #postal: Uint16Array;
  readonly #activity: Uint32Array;

  constructor(register: EnterpriseRegister, addresses: AddressBook) {
    const { count } = register;
    this.#names = new Array<string>(count);
    this.#postal = new Uint16Array(count);
    this.#activity = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const holder = register.holder(i);
      this.#names[i] = folded(register.name(holder));
      this.#postal[i] = Number(addresses.postalCode(register.seat(holder)));
      this.#activity[i] = Number(register.activity(holder).code);
    }
  }

  /** Positions of those that fit, from the `offset`-th, at most `limit`; and how many fit. */
  find(filter: EnterpriseFilter, offset: number, limit: number): { readonly found: number[]; readonly total: number } {
    const words = folded(filter.name ?? '')
      .split(/\s+/)
      .filter((w) => w !== '');
    const postal = filter.postalCode === undefined ? undefined : Number(filter.postalCode);
    const activity = filter.activity;
    const found: number[] = [];
    let total = 0;
    for (let i = 0; i < this.#names.length; i++) {
      if (postal !== undefined && this.#postal[i] !== postal) continue;
      if (activity !== undefined && !String(this.#activity[i]).padStart(5, '0').startsWith(activity)) continue;
      const name = this.#names[i] ?? '';
      if (!words.every((word) => name.includes(word))) continue;
      if (total >= offset && found.length < limit) found.push(i);
      total += 1;
    }
    return { found, total };
  }
}
