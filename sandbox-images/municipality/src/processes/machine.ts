import type { Activity, LocalProcess, Role } from './process.ts';

/** What can be done with a case in a state, by a role or by anybody. */
export const possible = (process: LocalProcess, state: string, role?: Role): Activity[] =>
  process.activities.filter(({ from, role: of }) => from.includes(state) && (role === undefined || role === of));

/** The activity of a name, when that role may do it in that state. */
export const allowed = (process: LocalProcess, state: string, name: string, role: Role): Activity | undefined =>
  possible(process, state, role).find((activity) => activity.name === name);

/** Does a case end in this state? */
export const isEnd = (process: LocalProcess, state: string): boolean => possible(process, state).length === 0;
