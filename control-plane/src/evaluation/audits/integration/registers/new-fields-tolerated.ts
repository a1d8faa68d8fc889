import { defineAudit } from '../../../define.ts';
import { fail, notRun, pass, text } from '../../../outcome.ts';
import { either, withoutIntents, withoutRegisters } from '../../../reasons.ts';
import { look } from '../../../views/look.ts';

export default defineAudit({
  severity: 'moderate',
  passed: text(
    'Een nieuw veld in een register stoort de dienst niet',
    'A new field in a register does not disturb the service',
  ),
  failed: text(
    'Zodra een register een veld toevoegt, wat het zonder aankondiging mag, ligt de dienst stil.',
    'As soon as a register adds a field, which it may do unannounced, the service stands still.',
  ),
  mend: text(
    'Lees de velden die u nodig hebt en laat de rest staan: een schema dat onbekende velden weigert, hoort niet bij een register.',
    'Read the fields that you need and leave the rest: a schema that refuses unknown fields does not belong with a register.',
  ),
  requires: { tries: look('new-fields') },
  requirements: [],
  unless: either(withoutRegisters, withoutIntents),
  audit({ tries }) {
    if (tries.seen.length === 0) return notRun(text('Er werd geen veld toegevoegd.', 'No field was added.'));
    const stuck = tries.seen.filter((t) => !t.completed);
    return stuck.length === 0
      ? pass(tries.ids)
      : fail(
          tries.ids,
          stuck.map((t) => t.stuck ?? ''),
        );
  },
});
