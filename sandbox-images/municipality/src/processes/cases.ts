import type { Town } from '../town/types.ts';
import { uuidOf } from '../uuid.ts';
import { type Activity, type Attachment, FILE, type Filing, type LocalProcess, type Role } from './process.ts';

const CASE = 'zaak';
const EVENT = 'zaak-gebeurtenis';

/** One thing that was done with a case. Names nobody. */
export interface Event {
  readonly case: string;
  readonly process: string;
  /** Service that filed the case. */
  readonly service: string;
  readonly nis: string;
  readonly kind: string;
  readonly activity: string;
  readonly role: Role;
  /** Empty for the filing. */
  readonly before: string;
  readonly after: string;
  /** Lab time, ISO 8601. */
  readonly at: string;
  /** Day from which the rule holds that the case was judged by. */
  readonly rule: string;
}

/** A case as it is kept. */
export interface Case {
  readonly id: string;
  readonly number: string;
  readonly process: string;
  readonly service: string;
  /** `p-1`; empty when it was filed anonymously. */
  readonly subject: string;
  readonly nis: string;
  /** objectId of its address. */
  readonly address: string;
  readonly state: string;
  /** As it was filed, without who filed it. */
  readonly filing: Omit<Filing, 'insz'>;
  readonly rule: string;
  /** Eurocents. */
  readonly amount: number;
  /** Day by which the municipality wants to be done, YYYY-MM-DD; empty where it promises none. */
  readonly due: string;
  readonly history: readonly (Pick<Event, 'activity' | 'role' | 'before' | 'after' | 'at'> & {
    readonly note: string;
  })[];
}

/** What is new of a case. */
export interface New
  extends Pick<Case, 'service' | 'subject' | 'nis' | 'address' | 'filing' | 'rule' | 'amount' | 'due'> {
  readonly at: string;
}

const keep = (town: Town, before: Case | undefined, after: Case): Case => {
  const subject = `${after.process}/${after.id}`;
  town.happened.write(
    after.process,
    subject,
    CASE,
    before === undefined ? '' : JSON.stringify(before),
    JSON.stringify(after),
  );
  const last = after.history.at(-1);
  if (last === undefined) throw new Error('a case without a history');
  const { note: _, ...done } = last;
  const { id, process, service, nis, rule, filing } = after;
  const event: Event = { case: id, process, service, nis, kind: filing.soort, rule, ...done };
  town.happened.write(process, `${subject}/${after.history.length}`, EVENT, '', JSON.stringify(event));
  return after;
};

/** Takes a filing in. */
export function file(town: Town, process: LocalProcess, { at, ...filed }: New): Case {
  const count = idsOf(town, process.id).length + 1;
  return keep(town, undefined, {
    id: uuidOf(process.id, filed.service, town.happened.cut()),
    number: `${process.prefix}-${at.slice(0, 4)}-${String(count).padStart(5, '0')}`,
    process: process.id,
    state: process.initial,
    history: [{ activity: FILE, role: 'indiener', before: '', after: process.initial, at, note: '' }],
    ...filed,
  });
}

/** Does with a case what its process allows: who calls has looked that it does. */
export const act = (
  town: Town,
  before: Case,
  activity: Activity,
  {
    at,
    note,
    attachments,
  }: { readonly at: string; readonly note: string; readonly attachments: readonly Attachment[] },
): Case =>
  keep(town, before, {
    ...before,
    state: activity.to,
    filing:
      attachments.length === 0
        ? before.filing
        : { ...before.filing, bijlagen: [...(before.filing.bijlagen ?? []), ...attachments] },
    history: [
      ...before.history,
      { activity: activity.name, role: activity.role, before: before.state, after: activity.to, at, note },
    ],
  });

export const caseOf = (town: Town, process: string, id: string): Case | undefined => {
  const text = town.happened.read(`${process}/${id}`, CASE);
  return text === undefined ? undefined : (JSON.parse(text) as Case);
};

const idsOf = (town: Town, process: string): string[] =>
  town.happened
    .subjects(CASE)
    .filter((subject) => subject.startsWith(`${process}/`))
    .map((subject) => subject.slice(process.length + 1));

/** All cases of a process, in the order in which they came. */
export const casesOf = (town: Town, process: string): Case[] =>
  idsOf(town, process).flatMap((id) => caseOf(town, process, id) ?? []);

/** All that was done in a process, in order. */
export const eventsOf = (town: Town, process: string): Event[] =>
  town.happened
    .history(EVENT)
    .filter(({ system }) => system === process)
    .map(({ after }) => JSON.parse(after) as Event);
