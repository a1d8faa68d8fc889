import type { Call } from './call.ts';
import type { Complaint } from './complaints.ts';

/** A list of which the next page was not asked. */
export interface Unread {
  readonly call: Call;
  readonly complaint: Complaint;
}

/** A page by its address, in whatever order its parameters stand. */
function pageOf(url: URL): string {
  const query = new URLSearchParams(url.searchParams);
  query.sort();
  return `${url.host}${url.pathname}?${query}`;
}

/** Lists that are waited for at a time. */
const MOST = 1000;

/**
 * Lists with a `volgende` whose next page nobody asked within `patience` milliseconds. Who said `limit` chose to stop; a list
 * is told once for each path.
 */
export class Paging {
  readonly #patience: number;
  readonly #waiting = new Map<string, { call: Call; since: number }>();
  readonly #told = new Set<string>();

  constructor(patience: number) {
    this.#patience = patience;
  }

  saw(call: Call, now: number): void {
    if (call.method !== 'GET' || call.browser) return;
    this.#waiting.delete(pageOf(call.url));
    if (call.status !== 200 || call.url.searchParams.has('limit')) {
      if (!this.#followed(call)) return;
    }
    const next = /"volgende"\s*:\s*"([^"]+)"/.exec(call.answer.body)?.[1];
    const url = next === undefined ? null : URL.parse(next, call.url.href);
    if (url !== null && this.#waiting.size < MOST) this.#waiting.set(pageOf(url), { call, since: now });
  }

  /** A page that was reached by `volgende`, which says a limit of its own. */
  #followed(call: Call): boolean {
    return call.status === 200 && Number(call.url.searchParams.get('offset') ?? 0) > 0;
  }

  /** Those that waited too long; with `end`, all of them. */
  due(now: number, end = false): Unread[] {
    const found: Unread[] = [];
    for (const [next, { call, since }] of this.#waiting) {
      if (!end && now - since < this.#patience) continue;
      this.#waiting.delete(next);
      const path = call.url.host + call.url.pathname;
      if (this.#told.has(path)) continue;
      this.#told.add(path);
      const says = 'the next page (`volgende`) was never asked: read on, narrow the search, or say `limit`';
      found.push({ call, complaint: { wrong: 'paging-ignored', says } });
    }
    return found;
  }
}
