import { expect, test } from 'vitest';
import * as z from 'zod';
import { call, jsonOf, openSmall, TOKEN } from './testing/open.ts';

const index = z.object({
  systems: z.array(
    z.object({ name: z.string(), examples: z.array(z.object({ title: z.string(), command: z.string() })) }),
  ),
});

/** The words of a command as a shell reads them: bare, quoted or pieced together. */
const wordsOf = (command: string): string[] =>
  (command.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g) ?? []).map((word) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, one, two, bare) => one ?? two ?? bare),
  );

/** A curl of the index page as a request. */
function requestOf(command: string): Request {
  const words = wordsOf(command.replaceAll('$TOKEN', TOKEN));
  const after = (flag: string): string[] => words.flatMap((word, i) => (word === flag ? [words[i + 1] ?? ''] : []));
  const headers = after('-H').map((line): [string, string] => [
    line.split(': ')[0] ?? '',
    line.split(': ').slice(1).join(': '),
  ]);
  const [body] = after('-d');
  const [method = 'GET'] = after('-X');
  return new Request(words.at(-1) ?? '', { method, headers, ...(body === undefined ? {} : { body }) });
}

test('each example on the index page works as it stands', async () => {
  const m = await openSmall();
  const { systems } = await jsonOf(call(m, 'www', '/', { headers: { accept: 'application/json' } }), index);
  const seen: [string, string, number][] = [];
  for (const { name, examples } of systems) {
    for (const { title, command } of examples) {
      const answer = await m.fetch(requestOf(command));
      seen.push([name, title, answer.status]);
      await answer.body?.cancel();
    }
  }
  expect(seen.filter(([, , status]) => status >= 400)).toEqual([]);
  for (const name of ['producten', 'besluiten', 'opendata'])
    expect(seen.filter(([of]) => of === name).length).toBeGreaterThanOrEqual(3);
});

test('what a browser can open of a system is there; a register that no service declared says so', async () => {
  const m = await openSmall({ grants: [] });
  const list = await jsonOf(
    call(m, 'www', '/', { headers: { accept: 'application/json' } }),
    z.object({
      systems: z.array(z.object({ name: z.string(), open: z.string().optional(), declared: z.boolean().optional() })),
    }),
  );
  for (const { name, open } of list.systems) {
    if (open === undefined) continue;
    const answer = await m.fetch(new Request(open));
    expect([name, answer.status]).toEqual([name, 200]);
    await answer.body?.cancel();
  }
  expect(list.systems.find(({ name }) => name === 'personen')?.declared).toBe(false);
  const page = await (await call(m, 'www', '/')).text();
  expect(page).toContain('Geen dienst vroeg dit register aan');
});
