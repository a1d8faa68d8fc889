import { createLocalJWKSet, jwtVerify } from 'jose';
import * as z from 'zod';
import { Browser, CLIENT, exchange, ISSUER } from '../../systems/login/testing/browser.ts';
import { personSchema } from '../../systems/personen/schema.ts';
import { type Asker, defineCheck, same } from '../check.ts';
import { keySetSchema } from '../schemas.ts';

const tokens = z.looseObject({ id_token: z.string(), access_token: z.string() });
const info = z.strictObject({
  sub: z.string(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  birthdate: z.string().optional(),
  rrn: z.string(),
});

async function loggedIn(asker: Asker, id: string): Promise<void> {
  const back = await new Browser(asker.m).login(id);
  const { id_token, access_token } = tokens.parse((await exchange(asker.m, back.searchParams.get('code') ?? '')).body);
  const keys = createLocalJWKSet(await asker.json('login', '/v1/keys', keySetSchema));
  const { payload } = await jwtVerify(id_token, keys, {
    issuer: ISSUER,
    audience: CLIENT.id,
    currentDate: new Date(asker.m.shared.clock.now()),
  });
  const init = { headers: { authorization: `Bearer ${access_token}` } };
  const claims = info.parse(JSON.parse(await asker.text('login', '/v1/userinfo', init)));
  same('sub', claims.sub, payload.sub);
  const person = await asker.json('personen', `/v1/personen/${claims.rrn}`, personSchema);
  same(
    'claims',
    [claims.given_name ?? '', claims.family_name ?? '', claims.birthdate ?? ''],
    [person.naam.voornaam, person.naam.achternaam, person.geboorte.datum],
  );
  same('who has its INSZ', asker.m.shared.town.people.byInsz(claims.rrn)?.id, id);
}

/** Residents who log in: with a token that a published key signed, and the same as in the register of persons. */
export default defineCheck({
  name: 'logins',
  count: (m) => Math.min(m.shared.town.people.count, 200),
  record: (_, i) => `login /v1/auth (p-${i + 1})`,
  examine: (asker, i) => loggedIn(asker, `p-${i + 1}`),
});
