import type { Adapter, Stored } from 'oidc-provider';

interface Kept {
  readonly payload: Stored;
  readonly until: number;
}

/** What the library writes as seconds since 1970. */
const TIMES = ['iat', 'exp', 'loginTs', 'authTime'] as const;

function moved(payload: Stored, seconds: number): Stored {
  if (seconds === 0) return payload;
  const times = TIMES.flatMap((name) => {
    const at = payload[name];
    return typeof at === 'number' ? [[name, at + seconds] as const] : [];
  });
  return { ...payload, ...Object.fromEntries(times) };
}

/**
 * All that the login remembers, in memory. Past `most` entries the oldest goes: a flood of logins can't eat the sandbox. The
 * library knows the wall clock alone: times are kept as they are in the lab and told as they then are on the wall, so that
 * sessions, codes and `max_age` follow the lab clock. Both clocks in milliseconds.
 */
export class Memory {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #now: () => number;
  readonly #wall: () => number;

  constructor(most: number, now: () => number, wall: () => number = now) {
    this.#most = most;
    this.#now = now;
    this.#wall = wall;
  }

  /** Seconds that the lab is ahead of the wall. */
  get ahead(): number {
    return Math.round((this.#now() - this.#wall()) / 1000);
  }

  get size(): number {
    return this.#kept.size;
  }
  read(key: string): Stored | undefined {
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#now()) return kept.payload;
    this.#kept.delete(key);
    return undefined;
  }
  write(key: string, payload: Stored, seconds: number | undefined): void {
    this.#kept.delete(key);
    this.#kept.set(key, {
      payload,
      until: seconds === undefined ? Number.POSITIVE_INFINITY : this.#now() + seconds * 1000,
    });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) break;
      this.#kept.delete(oldest);
    }
  }
  remove(key: string): void {
    this.#kept.delete(key);
  }
  removeWhere(prefix: string, unwanted: (payload: Stored) => boolean): void {
    for (const [key, { payload }] of this.#kept)
      if (key.startsWith(prefix) && unwanted(payload)) this.#kept.delete(key);
  }
  find(prefix: string, wanted: (payload: Stored) => boolean): Stored | undefined {
    for (const [key, { payload }] of this.#kept) if (key.startsWith(prefix) && wanted(payload)) return this.read(key);
    return undefined;
  }

  told(payload: Stored | undefined): Stored | undefined {
    return payload === undefined ? undefined : moved(payload, -this.ahead);
  }

  /** The store of one kind of thing (Session, Grant, AuthorizationCode …), as oidc-provider asks for it. */
  readonly adapter = (model: string): Adapter => {
    const key = (id: string): string => `${model}:${id}`;
    const prefix = key('');
    return {
      upsert: async (id, payload, seconds) => this.write(key(id), moved(payload, this.ahead), seconds),
      find: async (id) => this.told(this.read(key(id))),
      findByUid: async (uid) => this.told(this.find(prefix, (p) => p.uid === uid)),
      findByUserCode: async (code) => this.told(this.find(prefix, (p) => p.userCode === code)),
      consume: async (id) => {
        const kept = this.#kept.get(key(id));
        if (kept === undefined) return;
        const consumed = Math.floor(this.#now() / 1000);
        this.#kept.set(key(id), { ...kept, payload: { ...kept.payload, consumed } });
      },
      destroy: async (id) => this.remove(key(id)),
      // Of this kind alone: an interaction that is going on names the grant as well, and must outlive it.
      revokeByGrantId: async (grantId) => this.removeWhere(prefix, (p) => p.grantId === grantId),
    };
  };
}
