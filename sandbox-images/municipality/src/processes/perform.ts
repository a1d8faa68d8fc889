import type { z } from 'zod';
import type { Town } from '../town/types.ts';
import { act, type Case } from './cases.ts';
import { allowed, possible } from './machine.ts';
import type { LocalProcess, Role } from './process.ts';
import type { actionSchema } from './shapes.ts';

/** Why something was not done: the name of the problem, and a sentence. */
export interface Refused {
  readonly status: 400 | 409;
  readonly refused: 'overgang' | 'toelichting';
  readonly detail: string;
}

/** Does something with a case, when that role may do it in that state; otherwise says why not. */
export function perform(
  town: Town,
  process: LocalProcess,
  one: Case,
  role: Role,
  { activiteit, toelichting = '', bijlagen = [] }: z.infer<typeof actionSchema>,
  at: string,
): Case | Refused {
  const activity = allowed(process, one.state, activiteit, role);
  if (activity === undefined) {
    const names = possible(process, one.state, role).map(({ name }) => name);
    return {
      status: 409,
      refused: 'overgang',
      detail: `Als de status ${one.state} is, kan een ${role} niet ${activiteit}. Mogelijk: ${names.join(', ') || 'niets'}.`,
    };
  }
  if (activity.explained === true && toelichting === '')
    return { status: 400, refused: 'toelichting', detail: `Zeg bij ${activiteit} waarom, of wat er nodig is.` };
  return act(town, one, activity, { at, note: toelichting, attachments: bijlagen });
}
