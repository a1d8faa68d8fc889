import type { LookData } from '@proeftuin/contract/looks';
import { defineLook } from '../look.ts';

// A hostile text is as long as may be read: each repetition is bounded.
const TRACE =
  /^[ \t]{1,40}at [\w.$<>[\] ]{1,200}\(?[^\n]{0,400}?:\d+:\d+\)?|Traceback \(most recent call last\)|\.java:\d+\)|#\d{1,4} \/[^\n]{1,400}?\.php\(\d+\)/gm;
const VERSION = /\b(nginx|apache|express|node(\.js)?|php|tomcat|openresty|uvicorn|gunicorn|kestrel)[/ ]v?\d+(\.\d+)+/gi;

/** Addresses and bodies that make a service stumble: what does it tell of itself? */
export default defineLook({
  id: 'errors',
  cast: [],
  async run({ ask, intent }) {
    const attempts: LookData<'errors'>['attempts'] = [];
    const path = intent?.path ?? '/';
    const tries: readonly (readonly [string, string, Parameters<typeof ask>[1]])[] = [
      ['unknown page', '/bestaat-niet-proef7tuin', undefined],
      ['malformed escape', '/%E0%A4%A', undefined],
      ['long address', `/${'a'.repeat(6000)}`, undefined],
      ['broken JSON', path, { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } }],
      [
        'broken form',
        path,
        { method: 'POST', body: '%%%=%', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ],
      ['bad callback', '/callback?code=fout&state=fout', undefined],
    ];
    const note = (
      what: string,
      answer: { method: string; url: string; status: number; headers: Headers; text: string },
    ) => {
      const head = [...answer.headers]
        .filter(([name]) => name === 'server' || name === 'x-powered-by')
        .map(([, v]) => v);
      const traces = [...new Set(answer.text.match(TRACE) ?? [])].map((t) => t.trim().slice(0, 200)).slice(0, 3);
      const versions = [
        ...new Set([...head.join(' ').matchAll(VERSION), ...answer.text.matchAll(VERSION)].map((m) => m[0])),
      ].slice(0, 5);
      attempts.push({
        method: answer.method,
        url: answer.url.slice(0, 2000),
        status: answer.status,
        what,
        traces,
        versions,
      });
    };
    for (const [what, at, question] of tries) note(what, await ask(at, question));
    return { attempts };
  },
});
