import { of } from '@proeftuin/contract/evidence';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Municipality } from '../../open.ts';
import type { Enterprise } from '../../town/organisations/organisations.ts';
import { personaOf } from './persona.ts';
import { ASK, Browser, exchange, ISSUER, openTestTown } from './testing/browser.ts';

let town: Municipality;
beforeEach(async () => {
  town = await openTestTown({ scopes: ['openid', 'profile', 'rrn', 'vo'] });
});
afterEach(() => town.close());

const all = (): readonly Enterprise[] => town.shared.town.enterprises.page(0, 1_000).items;
const company = (holds: (e: Enterprise) => boolean): Enterprise => {
  const found = all().find((e) => e.mandates.length > 0 && holds(e));
  if (found === undefined) throw new Error('no such company');
  return found;
};
const claims = async (persona: string) => {
  const browser = new Browser(town);
  const back = await browser.login(persona, { scope: 'openid profile rrn vo' });
  const { body } = await exchange(town, back.searchParams.get('code') ?? '');
  const { access_token } = z.object({ access_token: z.string() }).parse(body);
  const answer = await town.fetch(
    new Request(`${ISSUER}/v1/userinfo`, { headers: { authorization: `Bearer ${access_token}` } }),
  );
  return z.record(z.string(), z.string()).parse(await answer.json());
};

describe('a resident who acts for an enterprise', () => {
  test('has the claims of an economic actor, and stays the same person', async () => {
    const { number, name, mandates } = company(({ stopped }) => stopped === null);
    const person = mandates[0]?.person ?? '';
    const acting = await claims(`${person}@${number}`);
    expect(acting).toMatchObject({
      vo_doelgroepcode: 'EA',
      vo_doelgroepnaam: 'Economische actoren',
      vo_orgcode: number,
      vo_orgnaam: name,
      rrn: town.shared.town.people.byId(person)?.insz,
    });
    const alone = await claims(person);
    expect(alone.sub).toBe(acting.sub);
    expect(alone.sub).not.toContain(person);
    expect(alone.vo_id).not.toBe(acting.vo_id);
    expect(alone.vo_orgcode).not.toBe(number);
  });

  test('is told in the evidence as the resident', async () => {
    const { number, mandates } = company(({ stopped }) => stopped === null);
    await claims(`${mandates[0]?.person}@${number}`);
    const subjects = of(town.shared.spool.pull(0, 500).records, 'login').flatMap(({ data }) => data.subject ?? []);
    expect(new Set(subjects)).toEqual(new Set([mandates[0]?.person]));
  });

  test('is offered by the login', async () => {
    const browser = new Browser(town);
    const start = await browser.go(`/v1/auth?${new URLSearchParams(ASK)}`);
    expect(await (await browser.go(start.headers.get('location') ?? '')).text()).toMatch(/value="p-\d+@19\d{8}"/);
  });

  test('must have a mandate, in an enterprise that has not stopped', () => {
    const { number, mandates } = company(({ stopped }) => stopped === null);
    const person = mandates[0]?.person ?? '';
    const other = company((e) => !e.mandates.some((m) => m.person === person));
    const { town: t } = town.shared;
    expect(personaOf(t, `${person}@${number.replace(/^(....)(...)/, '$1.$2.')}`)?.enterprise?.number).toBe(number);
    for (const typed of [
      `${person}@${other.number}`,
      `${person}@`,
      `${person}@0207500123`,
      `@${number}`,
      `${person}@${number}@x`,
    ])
      expect(personaOf(t, typed)).toBeUndefined();
    for (const { number: gone, mandates: list } of all().filter((e) => e.stopped !== null))
      expect(personaOf(t, `${list[0]?.person}@${gone}`)).toBeUndefined();
    const [trader] = t.people.select({ tag: 'sole-trader' }, 1);
    expect(personaOf(t, `${trader?.insz}@${trader?.enterprise}`)?.person.id).toBe(trader?.id);
  });
});
