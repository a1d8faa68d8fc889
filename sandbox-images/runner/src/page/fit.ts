import * as z from 'zod';
import type { Visitor } from '../people/visitor.ts';
import { inspect } from './isolated.ts';
import { COMMON } from './scripts.ts';

const element = z.object({ name: z.string().max(300), target: z.string().max(300) });
const marksSchema = z.object({
  width: z.number(),
  scrollWidth: z.number(),
  outside: z.array(element).max(20),
  clipped: z.array(element).max(200),
  controls: z.array(element).max(400),
  openers: z.number(),
});
/** How a page lies in its window. */
export type Marks = z.infer<typeof marksSchema>;

/**
 * Runs in the page: how wide it is, what sticks out, which text is cut off (its box hides what overflows and more than
 * three pixels do), which controls of its main part show, and how many buttons there are that open something.
 */
const MARKS = `(() => { ${COMMON}
  const width = document.documentElement.clientWidth;
  const all = [...document.body.querySelectorAll('*')].slice(0, 3000);
  const style = (e) => getComputedStyle(e);
  const text = (e) => (e.innerText || '').trim();
  const tell = (e) => ({ name: cut(e.tagName.toLowerCase() + ' ' + text(e).slice(0, 60)), target: pathOf(e) });
  const outside = all
    .filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.right > width + 1 && style(e).position !== 'absolute'; })
    .slice(0, 10).map(tell);
  const hides = (v) => v === 'hidden' || v === 'clip';
  const unseen = (e) => { const r = e.getBoundingClientRect(); return r.width <= 2 || r.height <= 2; };
  const clipped = all.filter((e) => { const s = style(e);
      return shown(e) && !unseen(e) && text(e) !== '' && !e.matches('input,select,textarea,html,body')
        && ((hides(s.overflowX) && e.scrollWidth > e.clientWidth + 3) || (hides(s.overflowY) && e.scrollHeight > e.clientHeight + 3)); })
    .slice(0, 100).map(tell);
  const main = document.querySelector('main, [role=main]') ?? document.body;
  const controls = [...main.querySelectorAll(CONTROLS)].slice(0, 300).filter(shown).map(told);
  const openers = [...document.querySelectorAll('summary,[aria-expanded=false],[aria-haspopup]')].filter(shown).length;
  return { width, scrollWidth: document.documentElement.scrollWidth, outside, clipped, controls, openers };
})()`;

/** How the page lies in its window now. */
export function marksOf(v: Visitor): Promise<Marks> {
  return v.guard.within(v.patience, 'provider:hang', 'measuring the page', () =>
    inspect(v.page, (run) => run(MARKS, marksSchema)),
  );
}

/** How the page fits its window now, beside how it lay before the window or the letters changed. */
export async function fitOf(v: Visitor, before: Marks) {
  const { width, scrollWidth, outside, clipped, controls, openers } = await marksOf(v);
  const key = ({ name, target }: z.infer<typeof element>) => `${name} ${target}`;
  const wasClipped = new Set(before.clipped.map(key));
  const here = new Map<string, number>();
  for (const { name } of controls) here.set(name, (here.get(name) ?? 0) + 1);
  const lost = before.controls.filter(({ name }) => {
    const left = here.get(name) ?? 0;
    here.set(name, left - 1);
    return left <= 0;
  });
  return {
    url: v.page.url().slice(0, 2000),
    width,
    scrollWidth,
    outside,
    clipped: clipped.filter((one) => !wasClipped.has(key(one))).slice(0, 20),
    // What a menu's button opens is not lost.
    lost: openers > before.openers ? [] : lost.slice(0, 20),
  };
}
