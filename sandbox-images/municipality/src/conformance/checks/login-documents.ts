import * as z from 'zod';
import { ISSUER } from '../../systems/login/testing/browser.ts';
import { defineCheck } from '../check.ts';
import { keySetSchema } from '../schemas.ts';

const url = z.url().startsWith(ISSUER);
/** OpenID Connect Discovery 1.0, 3, as far as the town has it. */
const discovery = z.looseObject({
  issuer: z.literal(ISSUER),
  authorization_endpoint: url,
  token_endpoint: url,
  userinfo_endpoint: url,
  jwks_uri: url,
  end_session_endpoint: url,
  scopes_supported: z.array(z.string()).min(4),
  response_types_supported: z.tuple([z.literal('code')]),
  grant_types_supported: z.tuple([z.literal('authorization_code')]),
  subject_types_supported: z.array(z.enum(['public', 'pairwise'])).min(1),
  id_token_signing_alg_values_supported: z.array(z.string()).min(1),
  acr_values_supported: z.array(z.string()).min(1),
  claims_supported: z.array(z.string()).min(1),
});

const DOCUMENTS = [
  { path: '/.well-known/openid-configuration', schema: discovery },
  { path: '/v1/keys', schema: keySetSchema },
] as const;

/** What the login says of itself. */
export default defineCheck({
  name: 'login-documents',
  count: () => DOCUMENTS.length,
  record: (_, i) => `login ${DOCUMENTS[i]?.path}`,
  async examine(asker, i) {
    const known = DOCUMENTS[i];
    if (known !== undefined) await asker.json<unknown>('login', known.path, known.schema);
  },
});
