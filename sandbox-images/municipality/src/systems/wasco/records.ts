import type { Town } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';
import type { Purpose } from './purposes.ts';
import type { Asked } from './schema.ts';

const WHAT = 'overdracht';
/** Lab milliseconds for which a link works: a person follows it at once. */
export const VALID = 120_000;
/** The town itself, as sender or receiver. */
export const TOWN = 'gemeente';

/** A hand-over of a person. Times are lab time, ISO 8601. */
export interface Handover {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** `p-1` */
  readonly subject: string;
  readonly purpose: Purpose;
  readonly context: Asked['context'];
  readonly issued: string;
  readonly expires: string;
  readonly redeemed: string | null;
}

const write = (town: Town, handover: Handover): Handover => {
  const subject = `overdracht/${handover.id}`;
  town.happened.write('wasco', subject, WHAT, town.happened.read(subject, WHAT) ?? '', JSON.stringify(handover));
  return handover;
};

export const handoverOf = (town: Town, id: string): Handover | undefined => {
  const text = town.happened.read(`overdracht/${id}`, WHAT);
  return text === undefined ? undefined : (JSON.parse(text) as Handover);
};

/** Makes a hand-over. `at`: lab time, milliseconds. */
export const issue = (
  town: Town,
  { from, to, subject, purpose, context }: Pick<Handover, 'from' | 'to' | 'subject' | 'purpose' | 'context'>,
  at: number,
): Handover =>
  write(town, {
    id: uuidOf(`${from}\n${to}\n${subject}\n${town.happened.cut()}`),
    from,
    to,
    subject,
    purpose,
    context,
    issued: new Date(at).toISOString(),
    expires: new Date(at + VALID).toISOString(),
    redeemed: null,
  });

export type State = 'uitgegeven' | 'ingewisseld' | 'verlopen';
export const stateOf = ({ redeemed, expires }: Handover, at: number): State =>
  redeemed !== null ? 'ingewisseld' : Date.parse(expires) <= at ? 'verlopen' : 'uitgegeven';

/** Takes a hand-over, once. Throws RangeError when it is not there to be taken. */
export function redeem(town: Town, handover: Handover, at: number): Handover {
  if (stateOf(handover, at) !== 'uitgegeven') throw new RangeError(`hand-over ${handover.id} cannot be taken`);
  return write(town, { ...handover, redeemed: new Date(at).toISOString() });
}
