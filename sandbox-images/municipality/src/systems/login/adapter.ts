import type { Adapter, Stored } from 'oidc-provider';

interface Kept {
  readonly payload: Stored;
  readonly until: number;
}

/** All that the login remembers, in memory. Past `most` entries the oldest goes: a flood of logins can't eat the sandbox. */
export class Memory {
  readonly #kept = new Map<string, Kept>();
  readonly #most: number;
  readonly #now: () => number;

  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
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
  /** Keys of what a grant gave. */
  removeWhere(unwanted: (payload: Stored) => boolean): void {
    for (const [key, { payload }] of this.#kept) if (unwanted(payload)) this.#kept.delete(key);
  }
  find(prefix: string, wanted: (payload: Stored) => boolean): Stored | undefined {
    for (const [key, { payload }] of this.#kept) if (key.startsWith(prefix) && wanted(payload)) return this.read(key);
    return undefined;
  }

  /** The store of one kind of thing (Session, Grant, AuthorizationCode …), as oidc-provider asks for it. */
  readonly adapter = (model: string): Adapter => {
    const key = (id: string): string => `${model}:${id}`;
    const prefix = key('');
    return {
      upsert: async (id, payload, seconds) => this.write(key(id), payload, seconds),
      find: async (id) => this.read(key(id)),
      findByUid: async (uid) => this.find(prefix, (p) => p.uid === uid),
      findByUserCode: async (code) => this.find(prefix, (p) => p.userCode === code),
      consume: async (id) => {
        const kept = this.#kept.get(key(id));
        if (kept === undefined) return;
        const consumed = Math.floor(this.#now() / 1000);
        this.#kept.set(key(id), { ...kept, payload: { ...kept.payload, consumed } });
      },
      destroy: async (id) => this.remove(key(id)),
      revokeByGrantId: async (grantId) => this.removeWhere((p) => p.grantId === grantId),
    };
  };
}
