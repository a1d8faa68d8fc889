import { pathsOf } from '../http/probe.ts';
import { defineLook } from '../look.ts';

const PARAMETERS = ['q', 'zoek', 'id', 'naam', 'postcode'];
const PROBES = ["'", "' or '1'='1", '";--'];
const WORDS = /\b(syntax error|unterminated quoted string|SQLSTATE|sqlite|ORA-\d+|mysql|psql|pg_query)\b/gi;

/** Quotes where data is expected: does the database complain? */
export default defineLook({
  id: 'sql',
  cast: [],
  async run({ ask, intent }) {
    const attempts = [];
    for (const path of [...pathsOf(intent), '/zoek-aangifte', '/zoeken', '/search', '/api/zoek']) {
      for (const parameter of PARAMETERS) {
        const before = await ask(`${path}?${parameter}=appel`);
        if (before.status === 404 || before.status === 0) break;
        for (const probe of PROBES) {
          const { method, url, status, text } = await ask(`${path}?${parameter}=${encodeURIComponent(probe)}`);
          attempts.push({
            method,
            url,
            status,
            parameter,
            probe,
            before: before.status,
            words: [...new Set(text.match(WORDS) ?? [])].slice(0, 5),
          });
        }
      }
    }
    return { attempts };
  },
});
