import type { Call } from './call.ts';
import type { Complaint, Wrong } from './complaints.ts';

/** Audits of a trial that judge the same; what is not here is advice. */
const AUDITS: Readonly<Partial<Record<Wrong, string>>> = {
  'undeclared-register': 'integration/registers/declared-only',
  'insz-in-url': 'security/privacy/insz-not-in-urls',
  'fields-beyond-needs': 'security/privacy/fields-minimal',
  'no-traceparent': 'integration/operation/trace-propagated',
  'paging-ignored': 'integration/registers/pages-followed',
};

/** One kind of thing that was wrong about calls of one run. */
export interface Mark {
  readonly wrong: Wrong;
  readonly times: number;
  /** It was not wrong in the run before. */
  readonly fresh: boolean;
  readonly audit: string | undefined;
}

/** How a program does since it was last started. */
export interface Stand {
  /** Starts, from 1. */
  readonly run: number;
  readonly calls: number;
  /** Calls about which nothing was wrong. */
  readonly right: number;
  readonly marks: readonly Mark[];
  /** Wrong before; the same calls came again, and were right. */
  readonly mended: readonly Wrong[];
  /** Wrong before; the calls that were have not come again. */
  readonly untried: readonly Wrong[];
}

interface Run {
  calls: number;
  right: number;
  readonly routes: Set<string>;
  /** Routes at which something was wrong, by what; each with how often. */
  readonly wrong: Map<Wrong, Map<string, number>>;
}

const empty = (): Run => ({ calls: 0, right: 0, routes: new Set(), wrong: new Map() });

/** The same call with other numbers in its path is the same route. */
const routeOf = ({ method, url }: Call): string => `${method} ${url.host}${url.pathname.replaceAll(/\d+/g, '0')}`;

/** Marks a program while it is being developed: what is wrong now, what was before, and what is mended. */
export class Grade {
  #run = 1;
  #now = empty();
  /** What is still to be mended, by what and route, over all runs before. */
  #open = new Map<Wrong, Set<string>>();
  #told = true;

  /** Did anything come since the stand was last asked for? */
  get news(): boolean {
    return !this.#told;
  }

  saw(call: Call, complaints: readonly Complaint[]): void {
    if (call.browser) return;
    this.#now.calls += 1;
    if (complaints.length === 0) this.#now.right += 1;
    this.#now.routes.add(routeOf(call));
    for (const complaint of complaints) this.#mark(call, complaint);
    this.#told = false;
  }
  /** Something wrong about a call that was seen before and looked right: a list that was not read on. */
  late(call: Call, complaint: Complaint): void {
    if (!(this.#now.wrong.size > 0 && this.#wrongAt(routeOf(call)))) this.#now.right = Math.max(0, this.#now.right - 1);
    this.#mark(call, complaint);
    this.#told = false;
  }
  #wrongAt(route: string): boolean {
    return [...this.#now.wrong.values()].some((routes) => routes.has(route));
  }
  #mark(call: Call, { wrong }: Complaint): void {
    const route = routeOf(call);
    const routes = this.#now.wrong.get(wrong) ?? new Map<string, number>();
    this.#now.wrong.set(wrong, routes.set(route, (routes.get(route) ?? 0) + 1));
  }

  stand(): Stand {
    this.#told = true;
    const { calls, right, routes, wrong } = this.#now;
    const marks = [...wrong].map(([what, at]): Mark => {
      const times = [...at.values()].reduce((sum, n) => sum + n, 0);
      return { wrong: what, times, fresh: this.#run > 1 && !this.#open.has(what), audit: AUDITS[what] };
    });
    const before = [...this.#open].filter(([what]) => !wrong.has(what));
    const [untried, mended] = [true, false].map((open) =>
      before.filter(([, at]) => [...at].some((route) => !routes.has(route)) === open).map(([what]) => what),
    );
    marks.sort((a, b) => b.times - a.times);
    return { run: this.#run, calls, right, marks, mended: mended ?? [], untried: untried ?? [] };
  }

  /** The program is started anew. What was wrong stays open until the same calls come again and are right. */
  next(): void {
    const { routes, wrong } = this.#now;
    for (const [what, at] of this.#open) {
      for (const route of routes) at.delete(route);
      if (at.size === 0) this.#open.delete(what);
    }
    for (const [what, at] of wrong) this.#open.set(what, new Set([...(this.#open.get(what) ?? []), ...at.keys()]));
    this.#run += 1;
    this.#now = empty();
    this.#told = true;
  }
}

/** A stand in the terminal: one line, and one for each kind of thing that is wrong or was. */
export function standText({ run, calls, right, marks, mended, untried }: Stand): string {
  const head = `-- start ${run}: ${calls} ${calls === 1 ? 'call' : 'calls'}, ${right} right`;
  const told = marks.map(
    ({ wrong, times, fresh, audit }) =>
      `         ! ${wrong} ${times}×${fresh ? ', new' : ''}${audit === undefined ? '' : ` (a trial fails ${audit})`}`,
  );
  const was = [
    ...mended.map((wrong) => `         + ${wrong} is mended`),
    ...untried.map((wrong) => `         ? ${wrong} was wrong before, and its calls have not come again`),
  ];
  return [head, ...told, ...was].join('\n');
}
