import { LAB } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { originOf } from '../planned.ts';
import { defineResource } from '../resource.ts';

/**
 * Where a service sends messages to citizens (Mijn Burgerprofiel), and hears by a callback at its own origin what became of
 * them. The callback is signed after Standard Webhooks with `callbackSecret`.
 */
export default defineResource({
  params: z.strictObject({
    /** Without one the municipality tells nothing back. */
    callbackPath: z.string().startsWith('/').max(200).optional(),
  }),
  make({ id, service, workload, origin, settings, params }) {
    const host = `notificaties.${settings.base}`;
    const base = originOf(settings, 'notificaties');
    const secret = `callback-${service}-${id}`;
    const url = params.callbackPath === undefined ? undefined : `${origin}${params.callbackPath}`;
    return {
      outputs: {
        url: `${base}/v1`,
        base,
        host,
        token: `\${secret:token-${service}}`,
        ...(url === undefined ? {} : { callbackSecret: `\${secret:${secret}}` }),
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
      grants: ['notificaties'],
      ...(url === undefined
        ? {}
        : {
            secrets: [{ name: secret, kind: 'webhook-secret' as const }],
            callback: { service, url, secret: `\${secret:${secret}}` },
          }),
    };
  },
});
