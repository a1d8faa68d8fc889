import { LOOKS, type LookData, type LookId } from '@proeftuin/contract/looks';
import type { z } from 'zod';
import { defineView, type View } from '../define.ts';
import { whoseFault } from '../fault.ts';
import { labError, notRun, type Outcome, text, Unseen } from '../outcome.ts';

/** What one look of the runner saw; several when it looked again after a restart. */
export interface Looked<T> {
  /** Ids of the look's records. */
  readonly ids: readonly string[];
  readonly seen: readonly T[];
}

/**
 * A look by its id. Not done → `not-run`. Not possible because of the lab → `error`. Not possible because of the service
 * → `not-run` here: the service fails once, in `operation/stays-usable`, and not in each audit that could not be made.
 */
export function look<K extends LookId>(id: K): View<Looked<LookData<K>>> {
  const schema: z.ZodType = LOOKS[id];
  return defineView({
    needs: [],
    uses: ['look'],
    look: id,
    of({ look: records }) {
      const own = records.filter((record) => record.data.look === id);
      const done = own.filter((record) => record.data.outcome === 'ok');
      const last = own.at(-1);
      if (last === undefined)
        throw new Unseen(notRun(text('Deze suite onderzoekt dit niet.', 'This suite does not examine this.')));
      if (done.length === 0) throw new Unseen(impossible(id, last.data.cause, last.data.message, last.id));
      const parsed = done.map((record) => schema.safeParse(record.data.data));
      const wrong = parsed.find((p) => !p.success);
      if (wrong !== undefined)
        throw new Unseen(
          labError(text(`De waarneming ${id} is onleesbaar.`, `What ${id} saw cannot be read.`), [last.id]),
        );
      return { ids: done.map((r) => r.id), seen: parsed.flatMap((p) => (p.success ? [p.data as LookData<K>] : [])) };
    },
  });
}

function impossible(id: string, cause: string | undefined, message: string | undefined, evidence: string): Outcome {
  const why = [cause, message].filter((part) => part !== undefined).join(': ');
  return whoseFault(cause) === 'provider'
    ? notRun(
        text(
          `De dienst liet dit onderzoek niet toe (${id}; ${why}).`,
          `The service did not let this be examined (${id}; ${why}).`,
        ),
        [evidence],
      )
    : labError(text(`Het onderzoek ${id} liep vast (${why}).`, `The look ${id} broke (${why}).`), [evidence]);
}
