import { LabError } from '@proeftuin/contract/errors';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'forget all stored trials but the newest, and the blobs that only they needed',
  examples: ['prune', 'prune --keep 20 --json'],
  setup(command, terminal) {
    command
      .option('--keep <n>', 'how many of the newest to keep', '50')
      .option('--json', 'one JSON document')
      .action(async ({ keep, json }) => {
        const wanted = Number(keep);
        if (!Number.isInteger(wanted) || wanted < 0)
          throw new LabError('usage.invalid', `--keep ${keep}: a whole number`);
        const now = new Date().toISOString();
        const old = (await (await terminal.store()).trials(100_000))
          .slice(wanted)
          .filter((t) => (t.leaseUntil ?? '') < now);
        const freed = await (await terminal.store()).forget(old.map((t) => t.id));
        terminal.out(
          json === true
            ? JSON.stringify({ forgotten: old.length, freed })
            : `${old.length} trials forgotten, ${freed} bytes freed`,
        );
      });
  },
});
