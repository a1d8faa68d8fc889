import { createHash } from 'node:crypto';
import type { Change } from '@proeftuin/contract/municipality';
import type { Town } from '../../town/types.ts';

/** An event of CloudEvents 1.0, with the attributes that the base registers add. */
export interface Event {
  readonly id: string;
  readonly data: object;
  readonly [attribute: string]: unknown;
}

/** One attribute that became another; `null` for what was not there. */
export interface Attribute {
  readonly naam: string;
  readonly oudeWaarde: unknown;
  readonly nieuweWaarde: unknown;
}
export const set = (naam: string, nieuweWaarde: unknown): Attribute => ({ naam, oudeWaarde: null, nieuweWaarde });
/** The same for a list: what was not there is an empty one. */
export const setAll = (naam: string, nieuweWaarde: readonly unknown[]): Attribute => ({
  naam,
  oudeWaarde: [],
  nieuweWaarde,
});
/** The attribute when its value did change, and nothing otherwise. */
export const became = (naam: string, oudeWaarde: unknown, nieuweWaarde: unknown): Attribute[] =>
  oudeWaarde === nieuweWaarde ? [] : [{ naam, oudeWaarde, nieuweWaarde }];

export const uri = (kind: string, id: string): string => `https://data.vlaanderen.be/id/${kind}/${id}`;
/** A concept of a code list: `adresstatus/inGebruik`. */
export const concept = (list: string, value: string): string => uri(`concept/${list}`, value);
export const spelled = (names: readonly string[]): object[] =>
  names.map((name) => ({ '@value': name, '@language': 'nl' }));

/** What one event tells: of which object, of which municipality, in the register's own words. */
export interface Told {
  readonly objectId: string;
  readonly nis: string;
  readonly version: string;
  readonly event: string;
  readonly attributes: readonly Attribute[];
}

/** What a register must know for its feed. States are the JSON text that the log of the town keeps under `state`. */
export interface Source {
  /** The objects of the town as it was made. */
  readonly count: number;
  indexOf(id: string): number | undefined;
  /** The n-th object as it came into the feed; `state` is what it was before its first change. */
  created(index: number, state: string | undefined): Told;
  readonly state?: string;
  /** A change of an object, by its id. */
  updated?(id: string, before: string, after: string): Told;
}

/** Names of a register: `adressen` in paths, `address` in types of events, `adres` in ids and schemas. */
export interface Names {
  readonly register: string;
  readonly type: string;
  readonly space: string;
}

/**
 * The change feed of one register of one town: first each object as the town was made, in the order of the register, then
 * what changed, in the order in which it did. Positions go on without a hole; a reset takes the changes away again.
 */
export class Feed {
  readonly #town: Town;
  readonly #names: Names;
  readonly #source: Source;
  readonly #from: string;
  readonly #schema: string;

  /** `from`: address of the feed; `schema`: address of what its data obey. */
  constructor(town: Town, names: Names, source: Source, from: string, schema: string) {
    this.#town = town;
    this.#names = names;
    this.#source = source;
    this.#from = from;
    this.#schema = schema;
  }

  #history(): Change[] {
    const { state } = this.#source;
    return state === undefined ? [] : this.#town.happened.history(state);
  }

  /** Events at positions from `offset` + 1 on, at most `limit`. */
  page(offset: number, limit: number): Event[] {
    const history = this.#history();
    const { count } = this.#source;
    const length = Math.max(0, Math.min(limit, count + history.length - offset));
    return Array.from({ length }, (_, i) => this.#at(offset + i, history)).flat();
  }

  /** All events of one object; none where there is no such object. */
  of(id: string): Event[] {
    const index = this.#source.indexOf(id);
    if (index === undefined) return [];
    const history = this.#history();
    const own = history.flatMap(({ subject }, i) => (subject === id ? [this.#source.count + i] : []));
    return [index, ...own].flatMap((at) => this.#at(at, history));
  }

  #at(at: number, history: readonly Change[]): Event[] {
    const { count, created, updated } = this.#source;
    const change = history[at - count];
    if (change !== undefined)
      return updated === undefined
        ? []
        : [this.#event(at + 1, 'update', updated(change.subject, change.before, change.after))];
    const now = created(at, undefined);
    const first = history.find(({ subject }) => subject === now.objectId);
    return [this.#event(at + 1, 'create', first === undefined ? now : created(at, first.before))];
  }

  #event(position: number, kind: 'create' | 'update', told: Told): Event {
    const { type, space, register } = this.#names;
    const { profile, seed } = this.#town;
    const hex = createHash('sha256').update([profile, seed, register, position, told.version].join('/')).digest('hex');
    const naamruimte = `https://data.vlaanderen.be/id/${space}`;
    return {
      specversion: '1.0',
      id: String(position),
      time: told.version,
      type: `basisregisters.${type}.${kind}.v1`,
      source: this.#from,
      datacontenttype: 'application/json',
      dataschema: this.#schema,
      basisregisterseventtype: told.event,
      // Made from a name, as the register's are (RFC 9562, version 8: by another hash).
      basisregisterscausationid: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
      subject: `${naamruimte}/${told.objectId}`,
      data: {
        objectId: told.objectId,
        naamruimte,
        versieId: told.version,
        nisCodes: [told.nis],
        attributen: told.attributes,
      },
    };
  }
}
