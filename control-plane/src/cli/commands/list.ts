import { clean } from '@proeftuin/contract/clean';
import * as z from 'zod';
import { defineCommand } from '../command.ts';

/** What a re-check looked at: its level would say nothing. */
const inputSchema = z.object({ only: z.string().optional() });

export default defineCommand({
  summary: 'list the trials that are stored here, newest first',
  examples: ['list', 'list --json'],
  setup(command, terminal) {
    command.option('--json', 'one JSON document on stdout').action(async ({ json }) => {
      const rows = await (await terminal.store()).trials();
      const trials = rows.map(({ id, createdAt, endedAt, phase, service, level, error, input }) => ({
        id,
        createdAt,
        endedAt,
        phase,
        service,
        level,
        only: inputSchema.parse(JSON.parse(input)).only ?? null,
        error: error === null ? null : JSON.parse(error),
      }));
      if (json === true) return terminal.out(JSON.stringify({ trials }, null, 2));
      if (trials.length === 0) return terminal.out('no trials yet: proeftuin try DIR');
      for (const t of trials) {
        const end = t.error === null ? (t.level ?? t.phase) : `ended early: ${t.error.code}`;
        const told = t.only === null || t.level === null || t.error !== null ? end : `re-check of ${clean(t.only)}`;
        terminal.out(`${t.id}  ${t.createdAt.slice(0, 16).replace('T', ' ')}  ${clean(t.service).padEnd(20)}  ${told}`);
      }
    });
  },
});
