import type { PersonSeen } from '@proeftuin/contract/municipality';
import type { Answer, Asker } from './ask.ts';

/** Does the service know this person by these cookies? By what it shows where anybody may look, else by who may look. */
export async function knows(
  ask: Asker,
  path: string,
  cookie: string,
  person: PersonSeen,
): Promise<{ known: boolean; answer: Answer }> {
  const nobody = await ask(path);
  const answer = await ask(path, { headers: { cookie } });
  if (nobody.status !== 200) return { known: answer.status === 200, answer };
  const marks = [person.insz, `${person.givenName} ${person.familyName}`.trim(), person.familyName];
  const mark = marks.find((text) => text.length > 3 && answer.text.includes(text));
  return { known: mark !== undefined && !nobody.text.includes(mark), answer };
}

/** A Cookie header with what an answer sets laid over it. */
export function withSetCookies(cookie: string, answer: Answer): string {
  const jar = new Map(cookie.split(/;\s*/).flatMap((pair) => entry(pair)));
  for (const line of answer.headers.getSetCookie())
    for (const [name, value] of entry(line.split(';')[0] ?? '')) jar.set(name, value);
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

function entry(pair: string): [string, string][] {
  const at = pair.indexOf('=');
  return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
}
