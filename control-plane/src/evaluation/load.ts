import type { LookData } from '@proeftuin/contract/looks';
import { fail, notRun, type Outcome, pass, text } from './outcome.ts';
import type { Looked } from './views/look.ts';

type Attempt = LookData<'load'>['attempts'][number];

/** Does the service bear one kind of load: no 5xx to it, an answer to others afterwards, and whatever `also` asks? */
export function borne(
  { ids, seen }: Looked<LookData<'load'>>,
  what: Attempt['what'],
  also: (attempt: Attempt) => boolean = ({ status }) => status < 500,
): Outcome {
  const own = seen.flatMap((l) => l.attempts).filter((a) => a.what === what);
  if (own.length === 0) return notRun(text('Niet geprobeerd.', 'Not tried.'), ids);
  const bad = own.filter((a) => !a.answered || !also(a));
  return bad.length === 0
    ? pass(ids)
    : fail(
        ids,
        bad.map((a) => `${a.method} ${a.url} → ${a.status}${a.answered ? '' : ', then no answer'}`),
      );
}
