import { numberOf } from '../numbers/kbo.ts';
import type { People, Person } from '../types.ts';
import { Kept } from './kept.ts';
import { NameIndex } from './name-index.ts';
import { fitting, select } from './select.ts';
import { type PeopleParts, Settled } from './settled.ts';
import type { Placed } from './specials.ts';

/** Records that are kept: a few megabytes. */
const KEPT = 4096;

/** The residents: derived records with what happened laid over them. */
export class Residents extends Settled implements People {
  readonly #byInsz: Map<string, Placed>;
  /** Who lives in a household by what happened: made anew after each change, when asked. */
  #joined: Map<string, string[]> | undefined;
  #names: NameIndex | undefined;
  /** Until something happens. */
  readonly #kept = new Kept<Person>(KEPT);

  constructor(parts: PeopleParts) {
    super(parts);
    this.#byInsz = new Map(parts.specials.map((s) => [s.insz, s]));
    parts.happened.watch(() => {
      this.#joined = undefined;
      this.#kept.forget();
    });
  }

  indexOf(id: string): number | undefined {
    const index = /^p-[1-9]\d{0,8}$/.test(id) ? Number(id.slice(2)) - 1 : -1;
    return index >= 0 && index < this.count ? index : undefined;
  }
  byId(id: string): Person | undefined {
    const index = this.indexOf(id);
    return index === undefined ? undefined : this.person(index);
  }
  byInsz(insz: string): Person | undefined {
    const index = this.#byInsz.get(insz)?.index ?? this.parts.births.find(insz);
    return index === undefined ? undefined : this.person(index);
  }
  isHoneytoken(id: string): boolean {
    const index = this.indexOf(id);
    return index !== undefined && (this.special(index)?.special.tags.includes('honeytoken') ?? false);
  }
  worksFor(id: string): string | undefined {
    const index = this.indexOf(id);
    const home = index !== undefined && this.isServant(index) ? this.derivedAddress(index) : null;
    return home === null ? undefined : this.parts.addresses.byIndex(home).nis;
  }

  householdId(index: number): string {
    return this.parts.happened.read(`p-${index + 1}`, 'household') ?? this.derivedHousehold(index).id;
  }
  /** Ids of the members now. */
  #members(index: number): string[] {
    const derived = this.derivedHousehold(index);
    const own = this.householdId(index);
    const { happened } = this.parts;
    if (this.#joined === undefined) {
      this.#joined = new Map();
      for (const id of happened.subjects('household')) {
        const to = happened.read(id, 'household') ?? '';
        this.#joined.set(to, [...(this.#joined.get(to) ?? []), id]);
      }
    }
    if (this.#joined.size === 0) {
      const ids: string[] = [];
      for (let i = 1; i <= derived.size; i++) ids.push(`p-${derived.first + i}`);
      return ids;
    }
    const joined = this.#joined.get(own) ?? [];
    if (own !== derived.id) return joined;
    const stayed = Array.from({ length: derived.size }, (_, i) => derived.first + i).filter(
      (i) => this.householdId(i) === own,
    );
    return [...stayed.map((i) => `p-${i + 1}`), ...joined.filter((id) => !stayed.some((i) => `p-${i + 1}` === id))];
  }

  person(index: number): Person {
    return this.parts.happened.unseen() ? this.#made(index) : this.#kept.of(index, this.#made);
  }
  readonly #made = (index: number): Person => {
    const id = `p-${index + 1}`;
    const special = this.special(index);
    const more = special?.special.more ?? {};
    const { happened, addresses, naming, town } = this.parts;
    const moved = happened.read(id, 'address');
    const home = moved === undefined ? this.derivedAddress(index) : addresses.indexOf(moved);
    const address = home === null || home === undefined ? null : addresses.listed(home);
    const guardian = special?.special.guardian;
    const { givenName, familyName } = this.names(index);
    return {
      index,
      id,
      insz: special?.insz ?? this.parts.births.insz(index),
      givenName,
      familyName,
      birthDate: this.birthDate(index),
      sex: this.sex(index),
      tags: this.tagsOf(index, givenName + familyName),
      household: this.#members(index),
      address,
      householdId: this.householdId(index),
      nationality:
        more.nationality ?? (special === undefined ? naming.nationality(town.persons.household[index] ?? 0) : 'België'),
      civilState: more.civilState ?? this.civilState(index),
      language: more.language ?? 'nl',
      since: happened.read(id, 'since') ?? this.since(index),
      deceased: more.deceased ?? null,
      emigrated: more.emigrated ?? null,
      protectedAddress: more.protectedAddress ?? false,
      consentRefused: more.consentRefused ?? false,
      guardian: guardian === undefined || special === undefined ? null : `p-${special.first + guardian + 1}`,
      enterprise: this.isTrader(index) ? numberOf({ kind: 'natural', index }) : null,
    };
  };

  livingAt(address: string): Person[] {
    const { town, addresses, happened, specials } = this.parts;
    const at = addresses.byId(address)?.index ?? -1;
    const home = town.addresses.household[at] ?? -1;
    const first = home < 0 ? 0 : (town.households.first[home] ?? 0);
    const after = home < 0 ? 0 : (town.households.first[home + 1] ?? first);
    const derived = Array.from({ length: after - first }, (_, i) => first + i);
    const special = specials.filter((s) => s.address === at).map((s) => s.index);
    const moved = happened.subjects('address').flatMap((id) => this.indexOf(id) ?? []);
    return [...new Set([...derived, ...special, ...moved])]
      .map((index) => this.person(index))
      .filter((person) => person.address?.id === address);
  }
  household(id: string): Person[] {
    return (this.byId(id)?.household ?? []).flatMap((member) => this.byId(member) ?? []);
  }
  #kin(id: string, of: (index: number) => number[]): Person[] {
    const index = this.indexOf(id);
    return index === undefined || index >= this.ordinary ? [] : of(index).map((other) => this.person(other));
  }
  parents(id: string): Person[] {
    return this.#kin(id, (index) => this.parts.naming.kinship.parents(index));
  }
  children(id: string): Person[] {
    return this.#kin(id, (index) => this.parts.naming.kinship.children(index));
  }
  select(selection: Parameters<People['select']>[0], count: number): Person[] {
    return select(this, selection, count).map((index) => this.person(index));
  }
  fitting(selection: Parameters<People['select']>[0], most: number): Person[] {
    return fitting(this, selection, most).map((index) => this.person(index));
  }
  search(text: string, limit: number): Person[] {
    this.#names ??= new NameIndex(this, this.ordinary);
    return this.#names.find(text, limit).map((index) => this.person(index));
  }
}
