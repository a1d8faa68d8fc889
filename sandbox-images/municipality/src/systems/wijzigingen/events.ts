import { createHash } from 'node:crypto';
import { gmlPoint } from '../../basisregisters/gml.ts';
import { type AddressState, eventOf, readState, STATE, stateOf } from '../../town/address-state.ts';
import type { Address, Town } from '../../town/types.ts';

/** CloudEvents 1.0 of the address register, as its v3 change feed gives them. */
export interface Event {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: object;
  readonly [attribute: string]: unknown;
}

interface Changed {
  readonly naam: string;
  readonly oudeWaarde: unknown;
  readonly nieuweWaarde: unknown;
}

/** Where the events say that they come from, and what their data obey. */
export interface Origin {
  readonly source: string;
  readonly schema: string;
}

const ID = 'https://data.vlaanderen.be/id';
const status = (value: string): string => `${ID}/concept/adresstatus/${value}`;
const set = (naam: string, nieuweWaarde: unknown): Changed => ({ naam, oudeWaarde: null, nieuweWaarde });

/** All attributes of an address that is new to the feed. */
const created = (a: Address, state: AddressState): Changed[] => [
  set('heeftStraatnaam', `${ID}/straatnaam/${a.streetId}`),
  set('status', status(state.status)),
  set('huisnummer', a.houseNumber),
  ...(a.box === '' ? [] : [set('busnummer', a.box)]),
  set('heeftPostinfo', `${ID}/postinfo/${a.postalCode}`),
  set('officieelToegekend', state.official),
  set('positie.methode', `${ID}/concept/geometriemethode/aangeduidDoorBeheerder`),
  set('positie.specificatie', `${ID}/concept/geometriespecificatie/${a.box === '' ? 'gebouw' : 'gebouweenheid'}`),
  // One geometry, as the schema says; the register's own example has a list of two.
  set('positie.geometrie', { type: 'Punt', gml: gmlPoint([a.x, a.y]) }),
];

/** The attributes that a change touched. */
const updated = (before: AddressState, after: AddressState): Changed[] => [
  ...(before.status === after.status
    ? []
    : [{ naam: 'status', oudeWaarde: status(before.status), nieuweWaarde: status(after.status) }]),
  ...(before.official === after.official
    ? []
    : [{ naam: 'officieelToegekend', oudeWaarde: before.official, nieuweWaarde: after.official }]),
];

/**
 * The feed of one town: first each address as the town was made, in the order of the register, then what changed, in the
 * order in which it did. Positions go on without a hole; a reset takes the changes away again.
 */
export class AddressFeed {
  readonly #town: Town;
  readonly #origin: Origin;

  constructor(town: Town, origin: Origin) {
    this.#town = town;
    this.#origin = origin;
  }

  /** Events at positions from `offset` + 1 on, at most `limit`. */
  page(offset: number, limit: number): Event[] {
    const { addresses, happened } = this.#town;
    const history = happened.history(STATE);
    const first = new Map(history.toReversed().map(({ subject, before }) => [subject, before]));
    const end = Math.min(offset + limit, addresses.count + history.length);
    const events: Event[] = [];
    for (let at = offset; at < end; at++) {
      const change = history[at - addresses.count];
      const address = change === undefined ? addresses.byIndex(at) : addresses.byId(change.subject);
      if (address === undefined) continue;
      if (change !== undefined) {
        events.push(this.#updated(at + 1, address, readState(change.before), readState(change.after)));
        continue;
      }
      const before = first.get(address.id);
      events.push(this.#created(at + 1, address, before === undefined ? stateOf(address) : readState(before)));
    }
    return events;
  }

  /** All events of one address; none where there is no such address. */
  of(id: string): Event[] {
    const { addresses, happened } = this.#town;
    const address = addresses.byId(id);
    if (address === undefined) return [];
    const own = happened.history(STATE).flatMap((change, i) => (change.subject === id ? [addresses.count + i] : []));
    return [address.index, ...own].flatMap((at) => this.page(at, 1));
  }

  #created(position: number, address: Address, state: AddressState): Event {
    const name = state.status === 'voorgesteld' ? 'AddressWasProposedV2' : 'AddressWasMigratedToStreetName';
    return this.#event(position, 'create', name, address, state, created(address, state));
  }
  #updated(position: number, address: Address, before: AddressState, after: AddressState): Event {
    return this.#event(position, 'update', eventOf(before, after) ?? '', address, after, updated(before, after));
  }
  #event(
    position: number,
    kind: 'create' | 'update',
    name: string,
    { id, nis }: Address,
    { version }: AddressState,
    attributen: readonly Changed[],
  ): Event {
    const hash = createHash('sha256').update(`${this.#town.profile}/${this.#town.seed}/${position}/${version}`);
    const hex = hash.digest('hex');
    return {
      specversion: '1.0',
      id: String(position),
      time: version,
      type: `basisregisters.address.${kind}.v1`,
      source: this.#origin.source,
      datacontenttype: 'application/json',
      dataschema: this.#origin.schema,
      basisregisterseventtype: name,
      // Name-based, as the register's are (RFC 9562, version 8: by another hash).
      basisregisterscausationid: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
      subject: `${ID}/adres/${id}`,
      data: { objectId: id, naamruimte: `${ID}/adres`, versieId: version, nisCodes: [nis], attributen },
    };
  }
}
