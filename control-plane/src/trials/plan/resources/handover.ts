import { type Door, LAB } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { originOf } from '../planned.ts';
import { defineResource } from '../resource.ts';

/**
 * Hand-over of people between services (after WASCO's goals): the service hands them on by `url`, and with a landing path it
 * takes them over. No format is published: docs/municipality.md tells this lab's own.
 */
export default defineResource({
  params: z.strictObject({
    /** Where people land with `?overdracht=`. Without one the service takes nobody over. */
    landingPath: z.string().startsWith('/').max(200).optional(),
  }),
  make({ service, workload, origin, settings, params }) {
    const host = `wasco.${settings.base}`;
    const base = originOf(settings, 'wasco');
    const to = { workload: LAB.municipality, port: LAB.municipalityPort };
    const door = (from: string): Door => ({ from, name: host, port: 443, kind: 'http', tls: true, to });
    return {
      outputs: { url: `${base}/v1`, base, host, token: `\${secret:token-${service}}` },
      // Whom the service hands to the town lands there by browser.
      doors: [door(workload), door(LAB.play)],
      grants: ['wasco'],
      ...(params.landingPath === undefined ? {} : { landing: { service, url: `${origin}${params.landingPath}` } }),
    };
  },
});
