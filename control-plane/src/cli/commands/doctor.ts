import { clean } from '@proeftuin/contract/clean';
import { asLabError, LabError } from '@proeftuin/contract/errors';
import { openAnyEngine } from '../../engines/open.ts';
import { examine } from '../../trials/examine.ts';
import { defineCommand } from '../command.ts';
import { engineOption } from '../engine-option.ts';
import { worldOf } from '../world.ts';

export default defineCommand({
  summary: 'look at this machine: engine, images, Node, the guarantees of isolation, leftovers; and how to mend each',
  examples: ['doctor', 'doctor --engine docker --json', 'doctor --engine kubernetes'],
  setup(command, terminal) {
    command
      .addOption(engineOption())
      .option('--images <how>', 'pull, build, or a registry prefix', 'build')
      .option('--json', 'one JSON document on stdout')
      .action(async ({ engine: choice, images, json }) => {
        const { folder, owner } = terminal.home();
        const engine = await openAnyEngine({ home: folder, choice, progress: terminal.say });
        try {
          const facts = await engine.facts();
          const living = await terminal.store().living(new Date().toISOString());
          const leftovers = (await engine.list(owner)).map((held) => held.id).filter((id) => !living.has(id));
          const rights = (await engine.missingRights?.(terminal.signal)) ?? [];
          let isolation: Awaited<ReturnType<typeof examine>> = [];
          let problem: LabError | undefined;
          try {
            if (rights.length > 0)
              throw new LabError('engine.refused', `the lab may not: ${rights.join(', ')}`, {
                next: 'Have an administrator apply what `proeftuin sites rbac` prints.',
              });
            isolation = await examine(worldOf(terminal, engine, images), terminal.signal);
          } catch (thrown) {
            problem = asLabError(thrown);
          }
          const broken = isolation.filter(({ verdict }) => verdict === 'fail');
          const ok = problem === undefined && broken.length === 0;
          if (json === true) {
            const error =
              problem === undefined ? null : { code: problem.code, message: problem.message, next: problem.next };
            terminal.out(
              JSON.stringify(
                { ok, node: process.versions.node, home: folder, engine: facts, rights, isolation, leftovers, error },
                null,
                2,
              ),
            );
          } else {
            terminal.out(`node       ${process.versions.node}`);
            terminal.out(`state      ${folder}`);
            terminal.out(
              `engine     ${facts.name}${facts.tried ? '' : ' (the guarantees were not tried on this version)'}`,
            );
            for (const right of rights) terminal.out(`rights     ✕ ${right}`);
            for (const { id, verdict, detail } of isolation)
              terminal.out(`isolation  ${verdict === 'pass' ? '✓' : '✕'} ${id}: ${clean(detail).slice(0, 160)}`);
            terminal.out(
              leftovers.length === 0
                ? 'leftovers  none'
                : `leftovers  ${leftovers.join(', ')}: run \`proeftuin sweep\``,
            );
          }
          if (problem !== undefined) throw problem;
          if (broken.length > 0)
            throw new LabError('isolation.failed', broken.map(({ id }) => id).join(', '), {
              next: 'Use another engine: --engine docker or --engine podman.',
            });
        } finally {
          await engine.close();
        }
      });
  },
});
