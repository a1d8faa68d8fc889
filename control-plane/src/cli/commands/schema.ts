import { manifestJsonSchema } from '@proeftuin/contract/manifest/schema';
import { defineCommand } from '../command.ts';

export default defineCommand({
  summary: 'print the JSON Schema of proeftuin.yaml, for editors',
  examples: ['schema > proeftuin.schema.json'],
  setup(command, terminal) {
    command
      .option('--json', 'the default: one JSON document')
      .action(() => terminal.out(JSON.stringify(manifestJsonSchema(), null, 2)));
  },
});
