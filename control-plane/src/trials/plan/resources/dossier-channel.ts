import { LAB } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { originOf } from '../planned.ts';
import { defineResource } from '../resource.ts';

/** Where a service publishes the status of its cases (DOSIS). */
export default defineResource({
  params: z.strictObject({}),
  make({ service, workload, settings }) {
    const host = `dosis.${settings.base}`;
    const base = originOf(settings, 'dosis');
    return {
      outputs: { url: `${base}/v1`, base, host, token: `\${secret:token-${service}}` },
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
