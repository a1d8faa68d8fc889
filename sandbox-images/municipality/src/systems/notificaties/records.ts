import type { Person, Town } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';
import { channelOf } from '../burgerprofiel/records.ts';
import type { Attempt, CallbackBody, Message, State } from './schema.ts';

/** Milliseconds that a letter is on its way. */
const POST = 2 * 86_400_000;

/** A message with what became of it. Times are lab time, ISO 8601. */
export interface Notification {
  readonly id: string;
  readonly service: string;
  /** `p-1` */
  readonly subject: string;
  readonly message: Omit<Message, 'insz'>;
  readonly channel: 'ebox' | 'email' | 'post' | undefined;
  readonly status: State;
  readonly reason?: string;
  readonly received: string;
  readonly changed: string;
}

/** What the municipality has to tell a service, and how often it tried. */
export interface Callback {
  /** The same at each attempt: the service knows by it that it had this one. */
  readonly id: string;
  /** Id of the message, or of the citizen, that it is about. */
  readonly about: string;
  readonly service: string;
  readonly body: CallbackBody;
  readonly attempts: readonly Attempt[];
  readonly state: 'wacht' | 'aangenomen' | 'opgegeven';
  /** When the next attempt is due. */
  readonly due: string;
}

const read = <T>(town: Town, subject: string, what: string): T | undefined => {
  const text = town.happened.read(subject, what);
  return text === undefined ? undefined : (JSON.parse(text) as T);
};
const write = (town: Town, subject: string, what: string, value: object): void =>
  void town.happened.write(
    'notificaties',
    subject,
    what,
    town.happened.read(subject, what) ?? '',
    JSON.stringify(value),
  );

export const notificationOf = (town: Town, id: string): Notification | undefined =>
  read(town, `notificatie/${id}`, 'notificatie');
export const notificationsOf = (town: Town): Notification[] =>
  town.happened.subjects('notificatie').flatMap((subject) => read<Notification>(town, subject, 'notificatie') ?? []);
export const callbackOf = (town: Town, id: string): Callback | undefined =>
  read(town, `terugmelding/${id}`, 'terugmelding');
export const callbacksOf = (town: Town): Callback[] =>
  town.happened.subjects('terugmelding').flatMap((subject) => read<Callback>(town, subject, 'terugmelding') ?? []);
export const keepCallback = (town: Town, callback: Callback): void =>
  write(town, `terugmelding/${callback.id}`, 'terugmelding', callback);

const owe = (town: Town, { id, about, service, body }: Pick<Callback, 'id' | 'about' | 'service' | 'body'>): void =>
  keepCallback(town, { id, about, service, body, attempts: [], state: 'wacht', due: body.timestamp });

/** Keeps a state, and notes that its service must hear of it. */
function become(town: Town, notification: Notification): Notification {
  const { id, service, status, changed, message } = notification;
  write(town, `notificatie/${id}`, 'notificatie', notification);
  const { dossierNummer } = message;
  const data = { id, status, ...(dossierNummer === undefined ? {} : { dossierNummer }) };
  const body = { type: `notificatie.${status}`, timestamp: changed, data } as const;
  if (status !== 'verzonden') owe(town, { id: uuidOf(`${id}\n${status}`), about: id, service, body });
  return notification;
}

/** Notes that services which were told of a citizen's preferences must hear that they changed. `at`: lab milliseconds. */
export function oweChoice(town: Town, services: Iterable<string>, { id, insz }: Person, at: number): void {
  for (const service of services) {
    const body = { type: 'voorkeur.gewijzigd', timestamp: new Date(at).toISOString(), data: { insz } } as const;
    owe(town, { id: uuidOf(`${service}\n${id}\n${town.happened.cut()}`), about: id, service, body });
  }
}

/** Takes a message for a resident and sends it the way that the resident chose. `at`: lab time, milliseconds. */
export function send(
  town: Town,
  service: string,
  id: string,
  subject: string,
  message: Notification['message'],
  at: number,
): Notification {
  const now = new Date(at).toISOString();
  const person = town.people.byId(subject);
  const chosen = person === undefined ? 'geen' : channelOf(town, person);
  const channel = chosen === 'geen' ? undefined : chosen;
  const made = { id, service, subject, message, channel, received: now, changed: now };
  if (person === undefined || person.deceased !== null)
    return become(town, { ...made, channel: undefined, status: 'onbestelbaar', reason: 'overleden' });
  if (person.emigrated !== null && channel === 'post')
    return become(town, { ...made, status: 'onbestelbaar', reason: 'uitgeschreven' });
  if (channel === undefined) return become(town, { ...made, status: 'geweigerd', reason: 'geen digitale berichten' });
  return become(town, { ...made, status: channel === 'post' ? 'verzonden' : 'afgeleverd' });
}

/** Letters that have come by now are delivered, at the time at which they came. */
export function settle(town: Town, at: number): void {
  for (const notification of notificationsOf(town)) {
    const comes = Date.parse(notification.received) + POST;
    if (notification.status === 'verzonden' && comes <= at)
      become(town, { ...notification, status: 'afgeleverd', changed: new Date(comes).toISOString() });
  }
}

/** The citizen opens it. Undefined unless it is in the box. */
export function open(town: Town, id: string, at: number): Notification | undefined {
  settle(town, at);
  const known = notificationOf(town, id);
  if (known?.status === 'gelezen') return known;
  if (known?.status !== 'afgeleverd') return undefined;
  return become(town, { ...known, status: 'gelezen', changed: new Date(at).toISOString() });
}
