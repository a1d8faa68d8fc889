import * as z from 'zod';
import type { Visitor } from '../people/visitor.ts';
import { inspect } from './isolated.ts';
import { COMMON } from './scripts.ts';

const element = { name: z.string().max(300), target: z.string().max(300) };
const stopSchema = z.object({ ...element, key: z.number(), visible: z.boolean() }).nullable();
const restSchema = z.array(z.object(element)).max(20);
/** Where the focus is: `key` tells elements apart, `visible`: it looks different while it has the focus. */
export type Stop = NonNullable<z.infer<typeof stopSchema>>;

/** Presses of the Tab key until a page is called endless. */
const MOST = 120;

/**
 * Remembers how each control, its label and its neighbours look while nothing has the focus. Kept in the script's own
 * world, which lasts as long as the document.
 */
const REMEMBER = `(() => { ${COMMON}
  const PARTS = ['boxShadow','backgroundColor','backgroundImage','color','textDecorationLine','textDecorationThickness','textDecorationColor','opacity','transform','filter','fontWeight','left','top','width','height'];
  const line = (s, of) => { const [style, width, color] = ['Style','Width','Color'].map((p) => s[of + p]); return style === 'none' || width === '0px' ? '' : style + width + color; };
  const one = (e, pseudo) => { const s = getComputedStyle(e, pseudo); return [...['outline','borderTop','borderBottom','borderLeft'].map((of) => line(s, of)), ...PARTS.map((p) => s[p])].join('|'); };
  const look = (e) => [e, e.parentElement, e.nextElementSibling, e.previousElementSibling, ...(e.labels ?? [])].filter(Boolean)
    .flatMap((n) => [one(n), one(n, '::before'), one(n, '::after')]).join('~');
  const clickable = [...document.querySelectorAll(CONTROLS + ',[onclick],[role=button],[role=link],[role=checkbox]')].slice(0, 300);
  const keys = new Map(); const before = new Map(); const reached = new Set();
  document.activeElement?.blur?.();
  for (const e of clickable) before.set(e, look(e));
  const keyOf = (e) => { if (!keys.has(e)) keys.set(e, keys.size); return keys.get(e); };
  const MANAGED = '[role=tab],[role=option],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=radio],[role=gridcell],[role=treeitem],input[type=radio]';
  globalThis.proeftuin = {
    now() { const e = document.activeElement;
      if (!e || e === document.body || e === document.documentElement) return null;
      reached.add(e);
      return { ...told(e), key: keyOf(e), visible: !before.has(e) || look(e) !== before.get(e) }; },
    rest() { return clickable.filter((e) => shown(e) && !e.disabled && e.getAttribute('aria-disabled') !== 'true' && !e.closest('[inert]') && !e.matches(MANAGED)
        && !reached.has(e) && ![...reached].some((r) => r.contains(e) || e.contains(r)))
      .slice(0, 20).map(told); },
  };
  return true; })()`;

/** What the Tab key does on the page that is open: each stop once, what it never reaches, and what holds it. */
export interface Tour {
  readonly stops: readonly Stop[];
  readonly unreached: readonly z.infer<typeof restSchema>[number][];
  readonly trap: Stop | undefined;
}

/** Goes through the page that is open by Tab alone, once around. */
export function tour(v: Visitor): Promise<Tour> {
  return v.guard.within(v.patience * 2, 'provider:hang', 'going through the page by Tab', () =>
    inspect(v.page, async (run) => {
      await run(REMEMBER, z.literal(true));
      const now = async (): Promise<Stop | null> => {
        const seen = await run('globalThis.proeftuin.now()', stopSchema);
        if (seen === null || seen.visible) return seen;
        // A style may come in slowly.
        await v.page.waitForTimeout(250);
        return run('globalThis.proeftuin.now()', stopSchema);
      };
      const stops = new Map<number, Stop>();
      let held = 0;
      let last: Stop | null = null;
      for (let n = 0; n < MOST; n += 1) {
        await v.page.keyboard.press('Tab');
        const stop = await now();
        if (stop === null || (stops.has(stop.key) && stop.key !== last?.key)) {
          return {
            stops: [...stops.values()],
            unreached: await run('globalThis.proeftuin.rest()', restSchema),
            trap: undefined,
          };
        }
        held = stop.key === last?.key ? held + 1 : 0;
        if (held === 3 && (await run('globalThis.proeftuin.rest().length', z.number())) > 0)
          return { stops: [...stops.values()], unreached: [], trap: stop };
        if (held === 3) return { stops: [...stops.values()], unreached: [], trap: undefined };
        stops.set(stop.key, stop);
        last = stop;
      }
      return { stops: [...stops.values()], unreached: [], trap: undefined };
    }),
  );
}
