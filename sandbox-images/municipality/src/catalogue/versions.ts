import { PRODUCTS, type Product } from '../data/products.ts';
import { Dice, stream } from '../town/chance/dice.ts';
import { dateOf, dayOf } from '../town/numbers/days.ts';
import type { Municipality, Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';

const S = {
  created: stream('product.created'),
  changes: stream('product.changes'),
  day: stream('product.change-day'),
  second: stream('product.change-second'),
} as const;

/** An instance of a product in one municipality, as it stands after a change. Immutable: a change makes a next one. */
export interface Version {
  readonly product: Product;
  readonly municipality: Municipality;
  /** UUID of the instance, the same over its versions. */
  readonly instance: string;
  /** UUID of this version. */
  readonly id: string;
  /** Position among the versions of the instance, from 0 on. */
  readonly nth: number;
  /** Versions that come after it. */
  readonly after: number;
  /** ISO 8601: of the instance, of this change, and when the feed told of it. */
  readonly created: string;
  readonly changed: string;
  readonly told: string;
  readonly archived: boolean;
}

const DAY = 86_400;
const moment = (day: number, second: number): string =>
  new Date(Date.parse(`${dateOf(day)}T00:00:00Z`) + second * 1000).toISOString();

/** All versions of one instance, in order; the last is how it stands on the town date. */
function versionsOf(town: Town, dice: Dice, municipality: Municipality, product: Product, nth: number): Version[] {
  const today = dayOf(town.date);
  const index = Number(municipality.nis) * 1_000 + nth;
  const created = today - 120 - dice.below(S.created, index, 1_300);
  // A next price, more words to find it by; what ended was archived by its last change.
  const most = product.euro === undefined || product.euro === 0 ? 2 : 3;
  const count = product.ended === true ? most : 1 + dice.below(S.changes, index, most);
  const span = Math.floor((today - created) / count);
  const instance = uuidOf(town.profile, town.seed, municipality.nis, product.number);
  const at = Array.from({ length: count }, (_, k) => {
    const draw = index * 8 + k;
    const day = created + span * k + (k === 0 ? 0 : dice.below(S.day, draw, span));
    return [day, 8 * 3_600 + dice.below(S.second, draw, DAY / 3)] as const;
  });
  const [first = [created, 0] as const] = at;
  return at.map(([day, second], k) => ({
    product,
    municipality,
    instance,
    id: uuidOf(instance, k),
    nth: k,
    after: count - 1 - k,
    created: moment(first[0], first[1]),
    changed: moment(day, second),
    told: moment(day, second + 60),
    archived: product.ended === true && k === count - 1,
  }));
}

/** The catalogue of a town: what is offered on its date, and all that was ever said of it, oldest first. */
export interface Catalogue {
  readonly current: readonly Version[];
  readonly all: readonly Version[];
  /** By UUID, and by `nis-number`. */
  readonly byId: ReadonlyMap<string, Version>;
}

export function catalogueOf(town: Town): Catalogue {
  const dice = new Dice(`${town.profile}/${town.seed}`);
  const instances = town.municipalities.flatMap((m) => PRODUCTS.map((p, nth) => versionsOf(town, dice, m, p, nth)));
  const current = instances.flatMap((versions) => versions.slice(-1));
  return {
    current,
    all: instances.flat().sort((a, b) => (a.told + a.id < b.told + b.id ? -1 : 1)),
    byId: new Map(
      current.flatMap((v): [string, Version][] => [
        [v.instance, v],
        [`${v.municipality.nis}-${v.product.number}`, v],
      ]),
    ),
  };
}
