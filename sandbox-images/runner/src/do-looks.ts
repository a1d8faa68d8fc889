import type { Data } from '@proeftuin/contract/evidence';
import { applies, doLook } from './examine-look.ts';
import { type Cast, type Look, SOMEBODY } from './look.ts';
import type { Props } from './scene.ts';

/** Looks that are done at a time: half of one is waiting for a page to draw, for the network, for the service. */
const LANES = 2;

/** How a look is begun: the player tells that it is at it. */
type Turn = (look: Look, work: () => Promise<Data<'look'>>) => Promise<Data<'look'>>;

/**
 * Does looks in their order: those with a cast two at a time, those without alone. Who plays in which, and the order of
 * the records, are settled by the order of the looks, never by which of them was the quicker.
 */
export async function doLooks(chosen: readonly Look[], props: Props, turn: Turn): Promise<void> {
  const parts: Look[][] = [];
  for (const look of chosen.filter((one) => applies(one, props))) {
    const last = parts.at(-1);
    if (look.cast !== undefined && last?.at(-1)?.cast !== undefined) last.push(look);
    else parts.push([look]);
  }
  for (const part of parts) await together(part, props, turn);
}

async function together(part: readonly Look[], props: Props, turn: Turn): Promise<void> {
  const { link, spool } = props;
  const casts = new Map<Look, Cast | undefined>();
  for (const look of part) casts.set(look, await castOf(look, props));
  const told = new Map<Look, Data<'look'>>();
  const unwritten = [...part];
  const tell = (look: Look, said: Data<'look'>) => {
    told.set(look, said);
    for (const next of [...unwritten]) {
      const data = told.get(next);
      if (data === undefined) return;
      unwritten.shift();
      spool.add('look', data, `look:${data.look}`);
    }
  };
  const again: Look[] = [];
  const waiting = [...part];
  let sharing = false;
  const lane = async () => {
    for (;;) {
      // The looks that share a window take longest, one after the other: they go first.
      const look =
        (sharing ? undefined : waiting.find(({ shared }) => shared)) ?? waiting.find(({ shared }) => !shared);
      if (look === undefined) return;
      waiting.splice(waiting.indexOf(look), 1);
      if (look.shared) sharing = true;
      const before = link.ended;
      const said = await turn(look, () => doLook(look, props, casts.get(look)));
      if (look.shared) sharing = false;
      if (said.outcome === 'failed' && link.ended !== before && part.length > 1) again.push(look);
      else tell(look, said);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  // Whose page ended the browser shows when each is done alone.
  for (const look of again) tell(look, await turn(look, () => doLook(look, props, casts.get(look))));
}

/** Who does it, and what they would tell; undefined for a look that takes whom it needs. */
async function castOf({ cast, shared }: Look, { town, order, shared: common }: Props): Promise<Cast | undefined> {
  if (shared) common.insider ??= await town.anyOf(SOMEBODY, { adult: true });
  if (cast === undefined) return undefined;
  const people = [];
  for (const selection of cast)
    people.push(await town.anyOf(selection, ...(selection === SOMEBODY ? [{ adult: true }] : [])));
  const tells = people.length > 0 && Object.keys(order.service.intents).length > 0;
  if (tells) await town.stock();
  return { people, address: tells ? town.takeVacant() : undefined };
}
