import { LAB } from '@proeftuin/contract/plan';
import { z } from 'zod';
import { defineResource } from '../resource.ts';

/** Where a service publishes the status of its cases (DOSIS). */
export default defineResource({
  params: z.strictObject({}),
  make({ service, workload, settings }) {
    const host = `dosis.${settings.base}`;
    return {
      outputs: { url: `https://${host}/v1`, base: `https://${host}`, host, token: `\${secret:token-${service}}` },
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
      grants: ['dossiers'],
    };
  },
});
