import type { Engine, Leftovers } from './engine.ts';

/** Removes what this owner has on an engine and no living lease owns. Touches nothing of others. */
export async function sweep(
  engine: Engine,
  owner: string,
  living: ReadonlySet<string>,
): Promise<{ id: string; leftovers: Leftovers }[]> {
  const swept: { id: string; leftovers: Leftovers }[] = [];
  for (const held of await engine.list(owner)) {
    if (living.has(held.id)) continue;
    swept.push({ id: held.id, leftovers: await engine.remove(held.id) });
  }
  return swept;
}
