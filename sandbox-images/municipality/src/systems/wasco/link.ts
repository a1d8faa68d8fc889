import type { Context } from '../../context.ts';
import { type Handover, TOWN } from './records.ts';
import { type Keys, tokenOf } from './token.ts';

type Place = Pick<Context, 'config' | 'origin'>;

/** Where a receiver has people land: its declared address, or the town's own; undefined for who takes nobody. */
export const receiverOf = ({ config, origin }: Place, name: string): string | undefined =>
  name === TOWN ? `${origin('wasco')}/aankomst` : config.landings?.find(({ service }) => service === name)?.url;

/** The link that a person follows: the receiver's address with the token of the hand-over. */
export async function linkOf(place: Place, keys: Keys, { id, to, issued, expires }: Handover): Promise<string> {
  const url = new URL(receiverOf(place, to) ?? '');
  const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
  const claims = { iss: place.origin('wasco'), aud: to, jti: id, iat: seconds(issued), exp: seconds(expires) };
  url.searchParams.set('overdracht', await tokenOf(keys, claims));
  return url.href;
}
