import { clean } from '@proeftuin/contract/clean';
import { asLabError, LabError } from '@proeftuin/contract/errors';
import type { Engine } from '../engines/engine.ts';
import { examine } from '../trials/examine.ts';
import type { Terminal } from './command.ts';
import { worldOf } from './world.ts';

/**
 * Looks at a place for sandboxes: what the lab may do there, the guarantees of isolation, leftovers; and prints it.
 * Throws what stands in the way: engine.refused, isolation.failed, or what the examination ended by.
 */
export async function diagnose(
  terminal: Terminal,
  engine: Engine,
  { images, json }: { images: string; json: boolean },
): Promise<void> {
  const { folder, owner } = terminal.home();
  const facts = await engine.facts();
  const rights = (await engine.missingRights?.(terminal.signal)) ?? [];
  let leftovers: string[] = [];
  let isolation: Awaited<ReturnType<typeof examine>> = [];
  let problem: LabError | undefined;
  try {
    if (rights.length > 0) throw withoutRights(rights);
    const living = await (await terminal.store()).living(new Date().toISOString());
    leftovers = (await engine.list(owner)).map((held) => held.id).filter((id) => !living.has(id));
    isolation = await examine(await worldOf(terminal, engine, images), terminal.signal);
  } catch (thrown) {
    problem = asLabError(thrown);
  }
  const broken = isolation.filter(({ verdict }) => verdict === 'fail');
  if (json) {
    const ok = problem === undefined && broken.length === 0;
    const error = problem === undefined ? null : { code: problem.code, message: problem.message, next: problem.next };
    const found = { ok, node: process.versions.node, home: folder, engine: facts, rights, isolation, leftovers, error };
    terminal.out(JSON.stringify(found, null, 2));
  } else {
    terminal.out(`node       ${process.versions.node}`);
    terminal.out(`state      ${folder}`);
    terminal.out(`engine     ${facts.name}`);
    for (const note of facts.notes) terminal.out(`note       ${note}`);
    for (const right of rights) terminal.out(`rights     ✕ ${right}`);
    for (const { id, verdict, detail } of isolation)
      terminal.out(`isolation  ${verdict === 'pass' ? '✓' : '✕'} ${id}: ${clean(detail).slice(0, 160)}`);
    terminal.out(
      leftovers.length === 0 ? 'leftovers  none' : `leftovers  ${leftovers.join(', ')}: run \`proeftuin sweep\``,
    );
  }
  if (problem !== undefined) throw problem;
  if (broken.length > 0)
    throw new LabError('isolation.failed', broken.map(({ id }) => id).join(', '), {
      next: 'Use another engine: --engine docker or --engine podman.',
    });
}

const withoutRights = (rights: readonly string[]): LabError =>
  new LabError('engine.refused', `the lab may not: ${rights.join(', ')}`, {
    next: 'Have an administrator apply what `proeftuin sites rbac` prints.',
  });
