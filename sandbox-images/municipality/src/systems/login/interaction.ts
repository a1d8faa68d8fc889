import type { IncomingMessage } from 'node:http';
import type { Selection } from '@proeftuin/contract/municipality';
import type Provider from 'oidc-provider';
import type { KoaContext } from 'oidc-provider';
import type { Town } from '../../town/types.ts';
import { LEVELS, leastOf, offeredAt, rankOf } from './levels.ts';
import { chooser, PAGE_HEADERS, page } from './page.ts';
import { accountOf, type Persona, personaOf } from './persona.ts';

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

function offered(town: Town): Persona[] {
  const found = OFFERED.flatMap((selection) => {
    try {
      return town.people.select(selection, 1);
    } catch {
      return [];
    }
  });
  const residents = [...new Map(found.map((p) => [p.id, p])).values()];
  return [...residents.map((person) => ({ person, enterprise: undefined })), ...director(town)];
}

/** Somebody who acts for a company. */
function director(town: Town): Persona[] {
  for (const { number, mandates } of town.enterprises.page(0, 20).items) {
    const persona = personaOf(town, `${mandates[0]?.person}@${number}`);
    if (persona !== undefined) return [persona];
  }
  return [];
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
  let list: readonly Persona[] | undefined;
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
    const people = list;
    const { acr_values, login_hint } = details.params;
    const least = leastOf(acr_values);
    const ask = (status: number, typed: string, wrong?: string): void =>
      show(ctx, status, chooser({ people, typed: typed.slice(0, 100), wrong, least }));
    // Core 3.1.2.1: login_hint says who wants to log in, where a service knows it.
    if (ctx.method !== 'POST') return ask(200, typeof login_hint === 'string' ? login_hint : '');
    const form = await formOf(ctx.req);
    const typed = form.get('kies') ?? form.get('persona') ?? '';
    const chosen = form.get('niveau');
    const rank = chosen === null ? offeredAt(least) : rankOf(chosen);
    const level = LEVELS[rank];
    if (level === undefined || rank < least)
      return ask(422, typed, 'De dienst vraagt meer zekerheid. Kies een niveau uit de lijst.');
    const persona = personaOf(town, typed);
    if (persona !== undefined)
      return finish({ login: { accountId: accountOf(persona), acr: level.acr, amr: [...level.amr] } });
    const wrong =
      typed.trim() === ''
        ? 'Vul het veld Persona in, bijvoorbeeld p-1, of kies iemand uit de lijst.'
        : 'Niemand in deze gemeente heeft dat nummer, of treedt voor die onderneming op. Kijk het na of kies iemand uit de lijst.';
    return ask(422, typed, wrong);
  };
}
