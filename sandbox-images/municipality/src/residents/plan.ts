import { html } from 'hono/html';
import type { Town } from '../town/types.ts';
import { type Markup, page } from './page.ts';

type Line = readonly [readonly [number, number], readonly [number, number]];

interface Drawn {
  readonly box: string;
  readonly path: string;
  draw(line: Line): string;
}

/** The axes of all streets in whole metres, north up, the corner of the town at 0,0. */
export function drawnOf(lines: readonly Line[]): Drawn {
  let [west, east] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [south, north] = [west, east];
  for (const [x, y] of lines.flat()) {
    [west, east, south, north] = [Math.min(west, x), Math.max(east, x), Math.min(south, y), Math.max(north, y)];
  }
  const edge = Math.round((east - west + north - south) / 100) + 10;
  const at = ([x, y]: readonly [number, number]) => `${Math.round(x - west)} ${Math.round(north - y)}`;
  const draw = ([a, b]: Line): string => `M${at(a)}L${at(b)}`;
  const size = [east - west, north - south].map((side) => Math.round(side) + edge * 2);
  return { box: `${-edge} ${-edge} ${size.join(' ')}`, path: lines.map(draw).join(''), draw };
}

/** The generated street plan (EPSG:31370), with one street picked out: `street` is its objectId. */
export function planPage(town: Town, drawn: Drawn, street: string | undefined): Markup {
  const one = street === undefined ? undefined : town.streets.byId(street);
  const named = one === undefined ? undefined : `${one.name}, ${one.postalCode}`;
  const title = `Stratenplan van ${town.municipalities.map(({ name }) => name).join(', ')}`;
  return page(
    title,
    html`<p>${town.streets.count} straten, verzonnen en geloofwaardig; Lambert 72, noorden boven.${
      named === undefined ? '' : html` In het rood: <strong>${named}</strong>.`
    }</p>
<svg viewBox="${drawn.box}" role="img" aria-label="${named === undefined ? title : `${title}, met ${named} in het rood`}">
<path class="plan" d="${drawn.path}"/>
${one === undefined ? '' : html`<path class="here" d="${drawn.draw(one.line)}"/>`}</svg>`,
  );
}
