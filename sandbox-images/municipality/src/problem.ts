import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Body of RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly [extra: string]: unknown;
}

/** Answers with `application/problem+json`. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  type: string,
  title: string,
  detail: string,
  extra: Record<string, unknown> = {},
): Response {
  const body: Problem = { type, title, status, detail, ...extra };
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' });
}

/** 404 for a path that a host does not have. */
export const nowhere = (c: Context): Response =>
  problem(c, 404, 'about:blank', 'Niet gevonden', `${c.req.path} bestaat niet.`);
