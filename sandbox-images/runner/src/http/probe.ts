import type { BrowserContext } from 'playwright-core';

/** Marker of a look's own, harmless in every place it may turn up in. */
export const MARKER = 'proef7tuin';

/** First characters around a find, for a developer to recognise it by. */
export function excerptOf(body: string, find: string): string {
  const at = body.indexOf(find);
  return at < 0 ? '' : body.slice(Math.max(0, at - 40), at + find.length + 60).slice(0, 300);
}

/** The cookies of a browser for one address, as a Cookie header. */
export async function cookieHeader(context: BrowserContext, url: string): Promise<string> {
  const cookies = await context.cookies(url);
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** A form body (application/x-www-form-urlencoded). */
export const formBody = (
  fields: Readonly<Record<string, string>>,
): { body: string; headers: Record<string, string> } => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** Paths that most services have or that a manifest names. */
export const pathsOf = (intent: { path: string } | undefined): string[] => [
  ...new Set(['/', ...(intent === undefined ? [] : [intent.path])]),
];
