import { ASSOCIATION_ACTIVITY } from '../../data/activities.ts';
import { type Dice, stream } from '../chance/dice.ts';
import { dateOf, dayOf } from '../numbers/days.ts';
import { establishmentOf, type Holder, holderOf, numberOf, readEstablishment } from '../numbers/kbo.ts';
import type { Residents } from '../people/people.ts';
import type { AssociationRegister } from './associations.ts';
import { Companies } from './companies.ts';
import { EnterpriseIndex } from './enterprise-index.ts';
import { activityOf, formOf, nameOf, VZW } from './enterprise-names.ts';
import type { Enterprise, EnterpriseFilter, Enterprises, Establishment, Listed, Mandate } from './organisations.ts';

const S = {
  start: stream('enterprise.start'),
  stopped: stream('enterprise.stopped'),
  stop: stream('enterprise.stop-date'),
  trouble: stream('enterprise.situation'),
} as const;

/** Keys of the dice of natural persons' enterprises go on far past the companies'. */
const NATURAL_KEYS = 1_000_000_000;

/** The enterprises of the town: companies, associations with legal personality, persons who trade; in that order. */
export class EnterpriseRegister implements Enterprises {
  readonly #people: Residents;
  readonly #associations: AssociationRegister;
  readonly #dice: Dice;
  readonly #total: number;
  #made: Companies | undefined;
  #found: EnterpriseIndex | undefined;

  /** `total`: enterprises of the town, of every kind. */
  constructor(people: Residents, associations: AssociationRegister, total: number) {
    this.#people = people;
    this.#associations = associations;
    this.#dice = people.parts.dice;
    this.#total = total;
  }

  get #companies(): Companies {
    this.#made ??= new Companies(this.#people, this.#associations, this.#total);
    return this.#made;
  }

  get count(): number {
    const { count, associations, traders } = this.#companies;
    return count + associations.length + traders.length;
  }
  holder(index: number): Holder {
    const { count, associations, traders } = this.#companies;
    if (index >= 0 && index < count) return { kind: 'company', index };
    const association = associations[index - count];
    if (association !== undefined) return { kind: 'association', index: association };
    const trader = traders[index - count - associations.length];
    if (trader === undefined) throw new RangeError(`no enterprise ${index}`);
    return { kind: 'natural', index: trader };
  }
  byIndex(index: number): Enterprise {
    return this.#of(this.holder(index));
  }
  byNumber(number: string): Enterprise | undefined {
    const holder = holderOf(number);
    return holder !== undefined && this.#exists(holder) ? this.#of(holder) : undefined;
  }
  #exists({ kind, index }: Holder): boolean {
    if (kind === 'company') return index < this.#companies.count;
    if (kind === 'association') return index < this.#associations.count && this.#associations.isLegal(index);
    return index < this.#people.count && this.#people.isTrader(index);
  }

  /** What the name and the list need, without the rest. */
  name(holder: Holder): string {
    const { kind, index } = holder;
    if (kind === 'association') return this.#associations.name(index);
    const key = this.#key(holder);
    const boss = kind === 'company' ? this.#companies.mandates.first(index) : undefined;
    const family = boss === undefined ? undefined : this.#people.names(boss).familyName;
    return nameOf(this.#dice, key, activityOf(this.#dice, key), family);
  }
  activity(holder: Holder): Enterprise['activity'] {
    return holder.kind === 'association' ? ASSOCIATION_ACTIVITY : activityOf(this.#dice, this.#key(holder));
  }
  /** Address index of the seat. */
  seat({ kind, index }: Holder): number {
    if (kind === 'company') return this.#companies.seat(index);
    return kind === 'association' ? this.#associations.home(index) : (this.#people.derivedAddress(index) ?? 0);
  }
  #key({ kind, index }: Holder): number {
    return kind === 'natural' ? NATURAL_KEYS + index : index;
  }

  #start(holder: Holder): number {
    const { today } = this.#people.parts;
    const ago = 30 + Math.floor(this.#dice.unit(S.start, this.#key(holder)) ** 2 * 365 * 40);
    if (holder.kind !== 'natural') return today - ago;
    const adult = dayOf(this.#people.adultSince(holder.index, '1900-01-01'));
    return Math.max(adult, today - ago);
  }

  #of(holder: Holder): Enterprise {
    const { kind, index } = holder;
    const { addresses, today } = this.#people.parts;
    const number = numberOf(holder);
    const name = this.name(holder);
    const association = kind === 'association' ? this.#associations.byIndex(index) : undefined;
    const begun = this.#start(holder);
    const start = association?.start ?? dateOf(begun);
    const stops = kind === 'company' && this.#dice.chance(S.stopped, index, 0.03);
    const stopped = stops ? dateOf(begun + 1 + this.#dice.below(S.stop, index, today - begun - 1)) : null;
    const seat = addresses.byIndex(this.seat(holder));
    return {
      number,
      kind: kind === 'natural' ? 'natural' : 'legal',
      name,
      form: kind === 'company' ? formOf(this.#dice, index) : kind === 'association' ? VZW : null,
      activity: this.activity(holder),
      start,
      stopped,
      situation: stopped === null ? this.#situation(holder) : 'Stopzetting',
      seat,
      establishments: this.#establishments(holder, number, name, seat, start, stopped),
      mandates: this.#mandates(holder, start, stopped),
      person: kind === 'natural' ? `p-${index + 1}` : null,
      vCode: association?.vCode ?? null,
    };
  }
  #situation({ kind, index }: Holder): Enterprise['situation'] {
    const u = kind === 'company' ? this.#dice.unit(S.trouble, index) : 1;
    if (u < 0.01) return 'Opening faillissement';
    return u < 0.025 ? 'Vervroegde ontbinding - vereffening' : 'Normale toestand';
  }
  #establishments(
    { kind, index }: Holder,
    number: string,
    name: string,
    seat: Enterprise['seat'],
    since: string,
    until: string | null,
  ): Establishment[] {
    if (kind === 'association') return [];
    const more = kind === 'company' ? this.#companies.moreSites(index) : 0;
    return Array.from({ length: 1 + more }, (_, n) => ({
      number: establishmentOf(number, n),
      name,
      address: n === 0 ? seat : this.#people.parts.addresses.byIndex(this.#companies.site(index, n - 1)),
      since,
      until,
    }));
  }
  #mandates({ kind, index }: Holder, start: string, until: string | null): readonly Mandate[] {
    if (kind === 'natural') return [];
    if (kind === 'association') return this.#associations.representatives(index);
    const { short } = formOf(this.#dice, index);
    const persons = this.#companies.mandates.of(index);
    return persons.map((person, n) => {
      const since = this.#people.adultSince(person, start);
      const delegated = short === 'NV' && n === 0;
      const manager = short === 'VOF' || short === 'CommV';
      return {
        person: `p-${person + 1}`,
        role: delegated ? 'Gedelegeerd bestuurder' : manager ? 'Zaakvoerder' : 'Bestuurder',
        since: until !== null && since > until ? until : since,
        until,
      };
    });
  }

  establishment(number: string): ReturnType<Enterprises['establishment']> {
    const read = readEstablishment(number);
    const enterprise = read === undefined ? undefined : this.byNumber(read.enterprise);
    const establishment = enterprise?.establishments.find((e) => e.number === number);
    return enterprise === undefined || establishment === undefined ? undefined : { enterprise, establishment };
  }

  ofPerson(id: string): Enterprise[] {
    const index = this.#people.indexOf(id);
    if (index === undefined) return [];
    const own: Holder[] = this.#people.isTrader(index) ? [{ kind: 'natural', index }] : [];
    const companies = this.#companies.mandates.bodies(index).map((c): Holder => ({ kind: 'company', index: c }));
    const associations = this.#associations
      .represented(index)
      .filter((a) => this.#associations.isLegal(a))
      .map((a): Holder => ({ kind: 'association', index: a }));
    return [...own, ...companies, ...associations].map((holder) => this.#of(holder));
  }

  atAddress(id: string): Enterprise[] {
    const address = this.#people.parts.addresses.byId(id);
    if (address === undefined) return [];
    const { addresses, households } = this.#people.parts.town;
    const household = addresses.household[address.index] ?? -1;
    const found: Holder[] = [];
    if (household >= 0) {
      for (const index of this.#companies.atHousehold(household)) found.push({ kind: 'company', index });
      for (const index of this.#associations.atHousehold(household))
        if (this.#associations.isLegal(index)) found.push({ kind: 'association', index });
    }
    const [from, to] = [households.first[household] ?? 0, households.first[household + 1] ?? 0];
    const persons = household < 0 ? [] : Array.from({ length: to - from }, (_, i) => from + i);
    const special = this.#people.parts.specials.filter((s) => s.address === address.index).map((s) => s.index);
    for (const index of [...persons, ...special])
      if (this.#people.isTrader(index)) found.push({ kind: 'natural', index });
    return found.map((holder) => this.#of(holder));
  }

  page(offset: number, limit: number, filter: EnterpriseFilter = {}): Listed<Enterprise> {
    const { name, postalCode, activity } = filter;
    if (name === undefined && postalCode === undefined && activity === undefined) {
      const end = Math.min(this.count, offset + limit);
      const items = Array.from({ length: Math.max(0, end - offset) }, (_, i) => this.byIndex(offset + i));
      return { items, total: this.count };
    }
    this.#found ??= new EnterpriseIndex(this, this.#people.parts.addresses);
    const { found, total } = this.#found.find(filter, offset, limit);
    return { items: found.map((index) => this.byIndex(index)), total };
  }
}
