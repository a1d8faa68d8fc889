import type { EvidenceOf } from '@proeftuin/contract/evidence';
import type { TrialContext } from './context.ts';

/** One exchange, ready to read. */
export interface Answer {
  readonly id: string;
  readonly step: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly url: URL;
  readonly method: string;
  /** 0 when no answer came. */
  readonly status: number;
  readonly failure: string | undefined;
  readonly fault: string | undefined;
  readonly trace: string | undefined;
  readonly bytes: number;
  /** First value of a header of the request, or of the answer; '' when there is none. */
  asked(header: string): string;
  told(header: string): string;
  /** All values of a header of the answer. */
  all(header: string): string[];
  /** The answer's kept body as text; '' when none was kept. */
  body(): string;
  /** `body` is not all of it: it was longer than is kept, or coded in a way that the lab does not read. */
  readonly partly: boolean;
}

type Headers = EvidenceOf<'exchange'>['data']['request']['headers'];
const allOf = (headers: Headers, name: string): string[] =>
  headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);

/** Codings that the gateway undoes before it keeps a body. */
const DECODED = /^\s*(|identity|(x-)?gzip|deflate|br|zstd)\s*$/i;

/** Undefined for a URL that cannot be read. */
export function answerOf(record: EvidenceOf<'exchange'>, context: TrialContext): Answer | undefined {
  const { data } = record;
  const url = URL.parse(data.url);
  if (url === null) return undefined;
  const { request, response } = data;
  return {
    id: record.id,
    step: record.step,
    from: data.from,
    to: data.to,
    url,
    method: data.method.toUpperCase(),
    status: data.status,
    failure: data.failure,
    fault: data.fault,
    trace: data.trace,
    bytes: request.bytes + response.bytes,
    asked: (header) => allOf(request.headers, header)[0] ?? '',
    told: (header) => allOf(response.headers, header)[0] ?? '',
    all: (header) => allOf(response.headers, header),
    body: () => blobText(response.body, context),
    // Those of a flood are told apart for all (seen.ts).
    partly:
      response.dropped !== true && (response.cut || !DECODED.test(allOf(response.headers, 'content-encoding').join())),
  };
}

const MAX = 2_000_000;

export const isHtml = (answer: Answer): boolean =>
  /^\s*(text\/html|application\/xhtml)/i.test(answer.told('content-type'));

/** Kept text of a blob; '' when it is not there. */
export function blobText(sha: string | undefined, context: TrialContext): string {
  const bytes = sha === undefined ? undefined : context.blob(sha);
  return bytes === undefined ? '' : Buffer.from(bytes).toString('utf8').slice(0, MAX);
}

/** Is this the address of a page of the service's own origin? */
export const onService = (url: string, { service }: TrialContext): boolean =>
  URL.canParse(url) && new URL(url).origin === URL.parse(service.origin)?.origin;

/** Workloads of the lab itself; all others are the provider's. */
const LAB_WORKLOADS: readonly string[] = [
  'gateway',
  'municipality',
  'probe',
  'play',
  'runner',
  'browser',
  'lab',
  'control',
];
export const isLab = (workload: string): boolean => LAB_WORKLOADS.includes(workload);

export const isUnder = (host: string, base: string): boolean => host === base || host.endsWith(`.${base}`);
