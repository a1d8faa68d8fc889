import type { IncomingMessage } from 'node:http';
import type { Selection } from '@proeftuin/contract/municipality';
import type Provider from 'oidc-provider';
import type { KoaContext } from 'oidc-provider';
import type { Person, Town } from '../../town/types.ts';
import { chooser, PAGE_HEADERS, page } from './page.ts';

const PATH = /^\/interaction\/[\w-]{1,100}$/;
const MOST = 4096;

/** Who the list offers: ordinary households of each shape, and some of those that make software fail. */
const OFFERED: readonly Selection[] = [
  { adult: true, household: 1 },
  { adult: true, household: 2 },
  { adult: true, household: 4 },
  { adult: true, tag: 'diacritics' },
  { adult: true, tag: 'apostrophe' },
  { adult: true, tag: 'markup-name' },
  { kind: 'civil-servant' },
];

function offered(town: Town): Person[] {
  const found = OFFERED.flatMap((selection) => {
    try {
      return town.people.select(selection, 1);
    } catch {
      return [];
    }
  });
  return [...new Map(found.map((p) => [p.id, p])).values()];
}

/** By the town's own id or by INSZ, with or without its punctuation. */
export function personOf(town: Town, typed: string): Person | undefined {
  const text = typed.trim();
  const digits = text.replaceAll(/[\s.-]/g, '');
  return /^\d{11}$/.test(digits) ? town.people.byInsz(digits) : town.people.byId(text.toLowerCase());
}

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const part of req) {
    text += String(part);
    if (text.length > MOST) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}

function show(ctx: KoaContext, status: number, html: string): void {
  for (const [name, value] of Object.entries(PAGE_HEADERS)) ctx.set(name, value);
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = html;
}

/** The pages on which a person is picked, beside the routes of the provider. */
export function interactions(provider: Provider, town: Town) {
  let list: readonly Person[] | undefined;
  return async (ctx: KoaContext, next: () => Promise<void>): Promise<void> => {
    if (!PATH.test(ctx.path)) return next();
    const details = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined);
    if (details === undefined)
      return show(
        ctx,
        400,
        page('Deze aanmelding is verlopen', '<p>Ga terug naar de dienst en kies daar opnieuw om aan te melden.</p>'),
      );
    const finish = async (result: Readonly<Record<string, unknown>>): Promise<void> => {
      ctx.respond = false;
      await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
    };
    // The town consented for its residents when it took the service on: only the login is theirs to do.
    if (details.prompt.name !== 'login') return finish({ consent: {} });
    list ??= offered(town);
    if (ctx.method !== 'POST') return show(ctx, 200, chooser(list, '', undefined));
    const form = await formOf(ctx.req);
    const typed = form.get('kies') ?? form.get('persona') ?? '';
    const person = personOf(town, typed);
    if (person !== undefined) return finish({ login: { accountId: person.id, amr: ['persona'] } });
    const wrong =
      typed.trim() === ''
        ? 'Vul het veld Persona in, bijvoorbeeld p-1, of kies iemand uit de lijst.'
        : 'Niemand in deze gemeente heeft dat nummer. Kijk het na of kies iemand uit de lijst.';
    return show(ctx, 422, chooser(list, typed.slice(0, 100), wrong));
  };
}
