import { LAB } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { PUBLIC } from '../../signing-key.ts';
import { originOf } from '../planned.ts';
import { defineResource } from '../resource.ts';

const path = z.string().startsWith('/').max(200);

/** A client of the municipality's login (OpenID Connect): one issuer for browser and provider. */
export default defineResource({
  params: z.strictObject({
    redirectPaths: z.array(path).min(1).max(10),
    postLogoutPaths: z.array(path).max(10).default(['/']),
    /** Where the login says that a session has ended (OpenID Connect Back-Channel Logout 1.0). */
    backchannelLogoutPath: path.optional(),
    scopes: z.array(z.enum(['openid', 'profile', 'rrn', 'vo'])).default(['openid', 'profile']),
    /** How the service proves that it is the client (OpenID Connect Core 9): a secret by basic or post, or a signature. */
    auth: z.enum(['client_secret', 'private_key_jwt']).default('client_secret'),
  }),
  make({ id, service, workload, origin, settings, params }) {
    const host = `login.${settings.base}`;
    const signs = params.auth === 'private_key_jwt';
    const secret = `client-${service}-${id}`;
    const value = `\${secret:${secret}}`;
    return {
      outputs: {
        issuer: originOf(settings, 'login'),
        clientId: service,
        ...(signs ? { key: value } : { clientSecret: value }),
      },
      doors: [
        {
          from: workload,
          name: host,
          port: 443,
          kind: 'http',
          tls: true,
          to: { workload: LAB.municipality, port: LAB.municipalityPort },
        },
      ],
      secrets: [{ name: secret, kind: signs ? 'signing-key' : 'random' }],
      client: {
        service,
        clientId: service,
        ...(signs
          ? { clientSecret: '', key: { ...PUBLIC, kid: secret, n: `\${secret:${secret}-n}` } }
          : { clientSecret: value }),
        redirectUris: params.redirectPaths.map((p) => `${origin}${p}`),
        postLogoutRedirectUris: params.postLogoutPaths.map((p) => `${origin}${p}`),
        scopes: params.scopes,
        ...(params.backchannelLogoutPath === undefined
          ? {}
          : { backchannelLogoutUri: `${origin}${params.backchannelLogoutPath}` }),
      },
    };
  },
});
