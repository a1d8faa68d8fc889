import { pathsOf } from '../http/probe.ts';
import type { LookContext } from '../look.ts';
import type { Visitor } from '../people/visitor.ts';
import { fitOf, marksOf } from './fit.ts';

/** The pages that most services have, each as it is and then as `change` makes it. */
export async function fitsAfter({ known, intent }: LookContext, change: (v: Visitor) => Promise<void>) {
  const v = await known();
  const window = v.page.viewportSize();
  const pages = [];
  for (const path of pathsOf(intent)) {
    if (window !== null) await v.page.setViewportSize(window);
    await v.goto(path);
    const before = await marksOf(v);
    await v.guard.within(v.patience, 'provider:hang', 'changing the window', () => change(v));
    pages.push(await fitOf(v, before));
  }
  return { pages };
}
