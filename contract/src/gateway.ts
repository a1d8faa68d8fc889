import * as z from 'zod';
import { doorSchema } from './plan.ts';

/**
 * What the gateway of one sandbox is told. An engine makes it from the plan and the addresses that it chose: on a
 * container engine unix sockets, one folder a workload; on Kubernetes ports of its own per workload. Either way the
 * listener is the caller's identity.
 */
const address = z.custom<`unix:${string}` | `tcp:${string}:${number}`>(
  (v) => typeof v === 'string' && /^(unix:\/.+|tcp:.+:\d+)$/.test(v),
);

export const gatewayConfigSchema = z.strictObject({
  v: z.literal(1),
  sandbox: z.string(),
  /** Where the control plane reaches the hub: HTTP/2 without TLS. */
  control: address,
  /** One per workload and dialled port, and one `dns` per workload (stream with two-byte length frames, as DNS over TCP; RFC 1035 4.2.2). */
  listeners: z.array(
    z.strictObject({
      workload: z.string(),
      port: z.int(),
      kind: z.enum(['web', 'tcp', 'dns']),
      at: address,
    }),
  ),
  doors: z.array(doorSchema),
  /** `workload:port` → where it really is. */
  targets: z.record(z.string(), address),
  /** IPv4 address that DNS answers for every door's name. */
  answer: z.string(),
  /** Lab sides of the other evidence sources that the hub passes on: name → address. */
  sources: z.record(z.string(), address),
  tls: z.strictObject({ cert: z.string(), key: z.string() }),
  /** Key of the masks (keyed hash), hex. */
  maskKey: z.string(),
  caps: z.strictObject({
    /** Bytes of a body that are kept; the rest streams by, counted. */
    body: z.int(),
    /** Bytes of evidence held before the oldest is dropped as a gap. */
    spool: z.int(),
  }),
});
export type GatewayConfig = z.infer<typeof gatewayConfigSchema>;

export const DEFAULT_CAPS: GatewayConfig['caps'] = { body: 256 * 1024, spool: 48 * 1024 * 1024 };

/**
 * What a sluis is told, by the engine that made its container or pod: the lab's own word, typed and not parsed. A sluis
 * stands beside every workload, and a schema library would be half of its memory.
 */
export interface SluisConfig {
  /** Loopback ports that lead to the gateway: a socket's path, or `tcp:host:port` in a pod. */
  readonly tcp: readonly { readonly port: number; readonly at: string }[];
  /** Where the gateway answers DNS, likewise. */
  readonly dns: string;
  /** Where DNS is asked, by UDP and TCP; 53 unless told. */
  readonly dnsPort?: number;
  /** Sockets by which the gateway comes in, to loopback ports. */
  readonly in: readonly { readonly at: string; readonly port: number }[];
}
