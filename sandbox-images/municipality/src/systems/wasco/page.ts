import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** A link holds a token: it goes no further than this page. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** Where the town's own desk receives somebody. It shows nothing of the person. */
export const arrival = (title: string, text: string): HtmlEscapedString | Promise<HtmlEscapedString> =>
  html`<!doctype html>
<html lang="nl-BE"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Gemeente</title><link rel="icon" href="data:,"></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
