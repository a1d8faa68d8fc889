import { of } from '@proeftuin/contract/evidence';
import { beforeEach, expect, test } from 'vitest';
import type { Municipality } from '../open.ts';
import { type Call, call, openSmall } from './open.ts';

/** A call that is wrong, and how a system must refuse it. */
export type Misuse = readonly [
  what: string,
  path: string | ((m: Municipality) => string),
  call: Call,
  status: number,
  type: string,
];

/** Each call is refused with its status and problem (RFC 9457), hands nobody over and changes nothing. */
export function refuses(host: string, cases: readonly Misuse[]): void {
  let m: Municipality;
  beforeEach(async () => {
    m = await openSmall();
  });
  test.each(cases)('%s', async (_, path, init, status, type) => {
    const answer = await call(m, host, typeof path === 'string' ? path : path(m), init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem: unknown = await answer.json();
    expect(problem).toMatchObject({ type, status, title: expect.any(String), detail: expect.any(String) });
    expect(of(m.shared.spool.pull(0, 100).records, 'register-access')).toEqual([]);
    expect(m.shared.town.happened.diff(0)).toEqual([]);
  });
}

export const urn = (name: string): string => `urn:be.vlavirgem:${name}`;
/** Type of what no system has a name for. */
export const BLANK = 'about:blank';
