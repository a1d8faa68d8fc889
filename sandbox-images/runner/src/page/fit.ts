import { z } from 'zod';
import type { Visitor } from '../people/visitor.ts';
import { inspect } from './isolated.ts';

const elements = z.array(z.object({ name: z.string().max(300), target: z.string().max(300) })).max(20);
const fitSchema = z.object({ width: z.number(), scrollWidth: z.number(), outside: elements });

/** Runs in the page: how wide it is, and which elements stick out. */
const FIT = `(() => {
  const width = document.documentElement.clientWidth;
  const tell = (e) => ({ name: (e.tagName.toLowerCase() + ' ' + (e.innerText || '').trim().slice(0, 60)).slice(0, 300), target: (e.tagName.toLowerCase() + (e.id ? '#' + e.id : '')).slice(0, 300) });
  const outside = [...document.body.querySelectorAll('*')].slice(0, 3000)
    .filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.right > width + 1 && getComputedStyle(e).position !== 'absolute'; })
    .slice(0, 10).map(tell);
  return { width, scrollWidth: document.documentElement.scrollWidth, outside };
})()`;

/** How a page fits its window now. */
export async function fitOf(v: Visitor) {
  const seen = await v.guard.within(v.patience, 'provider:hang', 'measuring the page', () =>
    inspect(v.page, (run) => run(FIT, fitSchema)),
  );
  return { url: v.page.url().slice(0, 2000), ...seen, clipped: [], lost: [] };
}
