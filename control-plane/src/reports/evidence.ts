import type { Data, Evidence } from '@proeftuin/contract/evidence';
import { both, html, type Markup } from './markup.ts';
import type { Pictures } from './pictures.ts';

/** What a report is rendered from, beside itself. */
export interface Sources {
  readonly evidence: (id: string) => Evidence | undefined;
  readonly blob: (sha: string) => Uint8Array | undefined;
}

/** Characters of evidence, as written into the page, that one report quotes in all; ids stand for what does not fit. */
const QUOTED = 20_000;
const EXCERPT = 600;
const HEADERS =
  /^(host|origin|referer|cookie|content-type|accept|location|set-cookie|cache-control|content-security-policy|strict-transport-security|x-frame-options|x-content-type-options|referrer-policy|server|x-powered-by|access-control-.*|www-authenticate|retry-after)$/i;

/** Quotes records within the bounds of one report. */
export class Quotes {
  readonly #sources: Sources;
  readonly #pictures: Pictures;
  #left = QUOTED;

  constructor(sources: Sources, pictures: Pictures) {
    this.#sources = sources;
    this.#pictures = pictures;
  }

  quote(id: string): Markup | undefined {
    const record = this.#sources.evidence(id);
    if (record === undefined || this.#left <= 0) return undefined;
    const lines = html`${this.#lines(record).slice(0, 3 * EXCERPT)}`;
    this.#left -= lines.text.length;
    const picture =
      record.kind === 'page'
        ? this.#pictures.show(record.data.screenshot, `Screenshot: ${record.data.title} (${pathOf(record.data.url)})`)
        : undefined;
    return html`<div class="evidence"><p class="small"><code>${record.id}</code> · ${record.kind} · ${record.at.lab}${
      record.step === undefined ? '' : ` · ${record.step}`
    }</p><pre>${lines}</pre>${picture}</div>`;
  }

  #lines(record: Evidence): string {
    switch (record.kind) {
      case 'exchange':
        return this.#exchange(record.data);
      case 'page':
        return `${record.data.title}\n${record.data.url}\nlang=${record.data.lang}`;
      case 'step':
        return `${record.data.actor}: ${record.data.title} → ${record.data.outcome}\n${record.data.cause ?? ''} ${record.data.message ?? ''}`;
      case 'scenario':
        return `${record.data.scenario} → ${record.data.outcome}\n${record.data.cause ?? ''} ${record.data.message ?? ''}`;
      case 'log-line':
        return `${record.data.workload}/${record.data.container} ${record.data.stream}: ${record.data.text}`;
      case 'look':
        return `${record.data.look} → ${record.data.outcome} ${record.data.cause ?? ''} ${record.data.message ?? ''}\n${excerpt(readable(record.data.data))}`;
      default:
        return excerpt(readable(record.data));
    }
  }

  #exchange(data: Data<'exchange'>): string {
    const told = (headers: Data<'exchange'>['request']['headers']) =>
      headers.filter(([name]) => HEADERS.test(name)).map(([name, value]) => `${name}: ${value.slice(0, 200)}`);
    return [
      `${data.from} → ${data.to}`,
      `${data.method} ${data.url.slice(0, 500)} HTTP/${data.http.replace(/^HTTP\//i, '')}`,
      ...told(data.request.headers),
      ...this.#body(data.request.body),
      '',
      `${data.status === 0 ? (data.failure ?? 'no answer') : data.status} (${Math.round(data.duration)} ms, ${data.response.bytes} bytes)`,
      ...told(data.response.headers),
      ...this.#body(data.response.body),
    ].join('\n');
  }

  #body(sha: string | undefined): string[] {
    const bytes = sha === undefined ? undefined : this.#sources.blob(sha);
    if (bytes === undefined) return [];
    const start = Buffer.from(bytes.subarray(0, 4 * EXCERPT)).toString('utf8');
    return start.includes('\u0000') ? ['', `(${bytes.byteLength} bytes)`] : ['', excerpt(start)];
  }
}

/** Data as lines `a.0.b: value`: no braces and quotes to read past. */
function readable(data: unknown, at = ''): string {
  if (typeof data !== 'object' || data === null) return `${at}: ${String(data)}`;
  const entries = Object.entries(data).map(([key, value]) => readable(value, at === '' ? key : `${at}.${key}`));
  return entries.length === 0 ? `${at}: –` : entries.join('\n');
}

const excerpt = (text: string): string => (text.length > EXCERPT ? `${text.slice(0, EXCERPT).toWellFormed()} …` : text);
const pathOf = (url: string): string => URL.parse(url)?.pathname ?? url;

/** Records beyond these are counted, not named. */
const NAMED = 8;

/** Names of records that a finding rests on and that are not quoted. */
export const moreEvidence = (ids: readonly string[]): Markup | undefined =>
  ids.length === 0
    ? undefined
    : html`<p class="small">${both('Ook', 'Also')}: <code>${ids.slice(0, NAMED).join(', ')}</code>${ids.length > NAMED && ` … +${ids.length - NAMED}`}</p>`;
