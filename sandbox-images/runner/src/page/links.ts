import * as z from 'zod';
import type { Visitor } from '../people/visitor.ts';
import { inspect } from './isolated.ts';
import { LINKS } from './scripts.ts';

/** What the way out is called: whoever follows it is no longer logged in. */
export const LOGOUT_PATH = /afmelden|uitloggen|log-?out/i;

/** Paths of the service that the page links to, in its order, each once; not the way out. */
export async function linksOf(v: Visitor): Promise<string[]> {
  const links = await v.guard.within(v.patience, 'provider:hang', 'the links of the page', () =>
    inspect(v.page, (run) => run(LINKS, z.array(z.string().max(2000)))),
  );
  return links.filter((link) => !LOGOUT_PATH.test(link));
}
