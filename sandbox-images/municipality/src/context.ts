import { timingSafeEqual } from 'node:crypto';
import type { HostileMode, MunicipalityConfig } from '@proeftuin/contract/municipality';
import type { Spool } from '@proeftuin/contract/spool';
import type { Accounted, Accounts, Handed } from './accounting.ts';
import type { LabClock } from './clock.ts';
import type { Remembered } from './remembered.ts';
import type { Town } from './town/town.ts';

/** A service that presented a token of the town. */
export interface Caller {
  readonly service: string;
  /** What it declared: personen, adressen, dossiers … */
  readonly registers: readonly string[];
}

/** What a system gets: the town, the clock, and the ways to tell what it did. */
export interface Context {
  /** Folder name of the system. */
  readonly system: string;
  readonly config: MunicipalityConfig;
  readonly town: Town;
  readonly clock: LabClock;
  readonly spool: Spool;
  /** How the next tokens are made; turned by the levers. */
  readonly loginMode: { mode: 'good' | HostileMode };
  /** Texts that follow from the town and what happened in it alone. */
  readonly remembered: Remembered;
  /** Calls a service, by the municipality's own door to it. Rejects when nothing answers. */
  call(request: Request): Promise<Response>;
  /** Aborts when the municipality closes: what a system does by itself ends then. */
  readonly closed: AbortSignal;
  /** `https://login.vlavirgem.test` */
  origin(host: string): string;
  /** Adds a register-access record for this system; says itself whether the person is a honeytoken. */
  account(handed: Handed): void;
  /** Calls a host of this municipality in the same process. */
  own(request: Request): Promise<Response>;
  /** Who calls, from `Authorization: Bearer`; undefined without a token that the town gave. */
  client(c: { req: { header(name: string): string | undefined } }): Caller | undefined;
}

export interface Shared {
  readonly config: MunicipalityConfig;
  readonly town: Town;
  readonly clock: LabClock;
  readonly spool: Spool;
  readonly loginMode: { mode: 'good' | HostileMode };
  readonly scheme: 'http' | 'https';
  own(request: Request): Promise<Response>;
  readonly call: (request: Request) => Promise<Response>;
  readonly closed: AbortSignal;
  readonly remembered: Remembered;
  /** All that was handed over, for the levers' accounting. */
  readonly accounts: Accounts;
  /** Hears of it at once, in the async context of the call. */
  readonly told?: (entry: Accounted) => void;
}

/** Are two secrets the same? Tells nothing by its time. */
export const same = (a: string, b: string): boolean => sameBytes(Buffer.from(a), Buffer.from(b));
const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

export function contextOf(system: string, shared: Shared): Context {
  const { config, town, spool, scheme } = shared;
  const callers = config.grants.map(({ token, service, registers }) => ({
    token: Buffer.from(token),
    caller: { service, registers },
  }));
  return {
    ...shared,
    system,
    origin: (host) => `${scheme}://${host}.${config.base}`,
    account: ({ client, subject, fields, purpose }) => {
      const honeytoken = town.people.isHoneytoken(subject);
      const entry = { system, client, subject, fields, purpose, honeytoken };
      spool.add('register-access', { ...entry, fields: [...fields] });
      shared.accounts.add(entry);
      shared.told?.(entry);
    },
    client: (c) => {
      const token = /^Bearer +([^ ]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
      if (token === undefined) return undefined;
      const given = Buffer.from(token);
      return callers.find((known) => sameBytes(known.token, given))?.caller;
    },
  };
}
