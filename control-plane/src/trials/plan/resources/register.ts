import { LAB } from '@proeftuin/contract/plan';
import * as z from 'zod';
import { originOf } from '../planned.ts';
import { defineResource } from '../resource.ts';

/** Register → host and path of its API, at the granularity of the real ones. */
const REGISTERS = {
  personen: ['personen', '/v1'],
  magda: ['magda', '/GeefPersoonDienst-02.02/soap/WebService'],
  adressen: ['basisregisters', '/v2'],
  straatnamen: ['basisregisters', '/v2'],
  gemeenten: ['basisregisters', '/v2'],
  postinfo: ['basisregisters', '/v2'],
  gebouwen: ['basisregisters', '/v2'],
  gebouweenheden: ['basisregisters', '/v2'],
  percelen: ['basisregisters', '/v2'],
  burgerprofiel: ['burgerprofiel', '/v1'],
  ondernemingen: ['ondernemingen', '/v1'],
  verenigingen: ['verenigingen', '/v1'],
  producten: ['producten', '/v1'],
  besluiten: ['besluiten', ''],
  opendata: ['opendata', ''],
  meldingen: ['meldingen', '/v1'],
  vergunningen: ['vergunningen', '/v1'],
  inname: ['inname', '/v1'],
} as const satisfies Record<string, readonly [string, string]>;
type Register = keyof typeof REGISTERS;
const names = Object.keys(REGISTERS) as [Register, ...Register[]];

/** A register of the Flemish government or the municipality, behind its own API. */
export default defineResource({
  params: z.strictObject({
    register: z.enum(names),
    /** false: plain http, for clients whose roots are baked in; a finding. */
    tls: z.boolean().default(true),
  }),
  make({ service, workload, settings, params }) {
    const [sub, path] = REGISTERS[params.register];
    const host = `${sub}.${settings.base}`;
    const port = params.tls ? 443 : 80;
    const base = params.tls ? originOf(settings, sub) : `http://${host}`;
    return {
      outputs: { url: `${base}${path}`, base, host, token: `\${secret:token-${service}}` },
      doors: [
        {
          from: workload,
          name: host,
          port,
          kind: 'http',
          tls: params.tls,
          to: { workload: LAB.municipality, port: LAB.municipalityPort },
        },
      ],
      grants: [params.register],
      ...(params.tls ? {} : { notes: [`${params.register} is called without TLS (params.tls: false)`] }),
    };
  },
});
