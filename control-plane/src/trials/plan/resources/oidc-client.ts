import { LAB } from '@proeftuin/contract/plan';
import { z } from 'zod';
import { originOf } from '../planned.ts';
import { defineResource } from '../resource.ts';

const path = z.string().startsWith('/').max(200);

/** A client of the municipality's login (OpenID Connect): one issuer for browser and provider. */
export default defineResource({
  params: z.strictObject({
    redirectPaths: z.array(path).min(1).max(10),
    postLogoutPaths: z.array(path).max(10).default(['/']),
    scopes: z.array(z.enum(['openid', 'profile', 'rrn', 'vo'])).default(['openid', 'profile']),
  }),
  make({ id, service, workload, origin, settings, params }) {
    const host = `login.${settings.base}`;
    const secret = `client-${service}-${id}`;
    return {
      outputs: { issuer: originOf(settings, 'login'), clientId: service, clientSecret: `\${secret:${secret}}` },
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
      secrets: [{ name: secret, kind: 'random' }],
      client: {
        service,
        clientId: service,
        clientSecret: `\${secret:${secret}}`,
        redirectUris: params.redirectPaths.map((p) => `${origin}${p}`),
        postLogoutRedirectUris: params.postLogoutPaths.map((p) => `${origin}${p}`),
        scopes: params.scopes,
      },
    };
  },
});
