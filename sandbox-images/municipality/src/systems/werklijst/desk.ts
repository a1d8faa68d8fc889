import type { Context } from '../../context.ts';
import { PROCESSES, processOf } from '../../processes/all.ts';
import { type Case, caseOf, casesOf } from '../../processes/cases.ts';
import { isEnd } from '../../processes/machine.ts';
import { detailOf } from '../../processes/present.ts';
import type { LocalProcess } from '../../processes/process.ts';
import { accountFor } from '../../processes/system.ts';
import { DESK } from './client.ts';
import type { Servant } from './servants.ts';

export interface Task {
  readonly process: LocalProcess;
  readonly one: Case;
}

/** Cases of a municipality: those that are open, oldest first, or those of one process and state. */
export function tasks({ town }: Context, { nis }: Servant, process?: string, state?: string): Task[] {
  return PROCESSES.filter(({ id }) => process === undefined || id === process)
    .flatMap((of) => casesOf(town, of.id).map((one) => ({ process: of, one })))
    .filter(
      ({ process: of, one }) => one.nis === nis && (state === undefined ? !isEnd(of, one.state) : one.state === state),
    )
    .sort((a, b) => ((a.one.history[0]?.at ?? '') < (b.one.history[0]?.at ?? '') ? -1 : 1));
}

/** One case of the servant's own municipality. */
export function task({ town }: Context, { nis }: Servant, process: string, id: string): Task | undefined {
  const of = processOf(process);
  const one = of === undefined ? undefined : caseOf(town, of.id, id);
  return of === undefined || one === undefined || one.nis !== nis ? undefined : { process: of, one };
}

/** A case as a civil servant reads it, who filed it included: accounted for as the municipality's own. */
export function read(context: Context, { process, one }: Task): ReturnType<typeof detailOf> {
  accountFor(context, DESK, one, 'behandeling');
  return detailOf(context.town, process, one, 'behandelaar');
}
