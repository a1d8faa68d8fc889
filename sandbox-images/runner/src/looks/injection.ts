import type { LookData } from '@proeftuin/contract/looks';
import type { Answer } from '../http/ask.ts';
import { cookieHeader, excerptOf, pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';
import { linksOf } from '../page/links.ts';

type Kind = LookData<'injection'>['attempts'][number]['kind'];

const PARAMETERS = ['bestand', 'file', 'pagina', 'page', 'naam', 'taal'];
const HEADER = 'x-proef7tuin';
const SUM = '4705847';
/** Probe, and whether an answer shows that it worked. */
const PROBES: readonly (readonly [Kind, string, (answer: Answer) => string])[] = [
  ...['../../../../../../etc/passwd', '/etc/passwd', '....//....//....//....//etc/passwd'].map(
    (probe) => ['path', probe, ({ text }: Answer) => /root:[^:\n]*:0:0:.*/.exec(text)?.[0] ?? ''] as const,
  ),
  [
    'header',
    `proef\r\n${HEADER}: ja`,
    ({ headers }) => (headers.has(HEADER) ? `${HEADER}: ${headers.get(HEADER)}` : ''),
  ],
  ...['{{1931*2437}}', '\u0024{1931*2437}', '<%= 1931*2437 %>', '#{1931*2437}'].map(
    (probe) => ['template', probe, ({ text }: Answer) => excerptOf(text, SUM)] as const,
  ),
];
const MOST = 12;

/** Paths to files, line breaks and template expressions in the parameters that the service's own links have, and in common ones. */
export default defineLook({
  id: 'injection',
  cast: [],
  shared: true,
  async run({ ask, known, intent, service }) {
    const v = await known();
    const places = new Map<string, URLSearchParams>();
    for (const path of pathsOf(intent)) {
      places.set(path, new URLSearchParams(PARAMETERS.map((name): [string, string] => [name, 'a'])));
      await v.goto(path);
      for (const link of await linksOf(v)) {
        const { pathname, searchParams } = new URL(link, service.origin);
        if (searchParams.size > 0 && places.size < MOST) places.set(pathname, searchParams);
      }
    }
    const cookie = await cookieHeader(v.context, service.origin);
    const attempts: LookData<'injection'>['attempts'] = [];
    for (const [path, known] of places) {
      for (const parameter of new Set(known.keys())) {
        for (const [kind, probe, sign] of PROBES) {
          const query = new URLSearchParams(known);
          query.set(parameter, probe);
          const answer = await ask(`${path}?${query}`, { headers: { cookie } });
          const excerpt = sign(answer).slice(0, 300);
          const { method, status } = answer;
          attempts.push({
            method,
            url: answer.url.slice(0, 2000),
            status,
            parameter,
            kind,
            hit: excerpt !== '',
            excerpt,
          });
        }
      }
    }
    return { attempts };
  },
});
