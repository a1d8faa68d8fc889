import { existsSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import { LabError } from '@proeftuin/contract/errors';

/** How a cluster's API server is reached. */
export interface Access {
  readonly server: URL;
  readonly agent: HttpAgent;
  /** For answers that go on for minutes: each holds its connection. */
  readonly watching: HttpAgent;
  /** Asked for each call: tokens are renewed. */
  headers(): Promise<Record<string, string>>;
}

/** Reads a kubeconfig: the file, else as kubectl would (KUBECONFIG, ~/.kube/config, in a pod), in its current context or another. Throws engine.none. */
export async function accessTo(file?: string, context?: string): Promise<Access> {
  // Half a second of loading that other engines need not pay.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const none = (why: string, cause?: unknown) =>
    new LabError('engine.none', why, { next: 'Set KUBECONFIG to the cluster that sandboxes may use.', cause });
  if (file !== undefined && !existsSync(file)) throw none(`there is no kubeconfig ${file}`);
  try {
    if (file === undefined) config.loadFromDefault();
    else config.loadFromFile(file);
  } catch (cause) {
    throw none(`the kubeconfig cannot be read: ${String(cause)}`, cause);
  }
  if (context !== undefined && !config.getContexts().some(({ name }) => name === context))
    throw none(`the kubeconfig has no context ${context}`);
  if (context !== undefined) config.setCurrentContext(context);
  const cluster = config.getCurrentCluster();
  // Without any kubeconfig the library takes http://localhost:8080.
  if (!cluster || cluster.server === 'http://localhost:8080') throw none('no kubeconfig names a cluster');
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { ca, cert, key, rejectUnauthorized, servername } = options;
  const tls = { ca, cert, key, servername, ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }) };
  const server = new URL(cluster.server);
  const own = { keepAlive: true, maxSockets: 64, keepAliveMsecs: 10_000 };
  const proxied = cluster.proxyUrl !== undefined && options.agent instanceof HttpAgent ? options.agent : undefined;
  const agentWith = (more: typeof own) =>
    proxied ?? (server.protocol === 'http:' ? new HttpAgent(more) : new Agent({ ...more, ...tls }));
  return {
    server,
    agent: agentWith(own),
    watching: agentWith({ ...own, maxSockets: Number.POSITIVE_INFINITY }),
    async headers() {
      const fresh: RequestOptions = {};
      await config.applyToHTTPSOptions(fresh);
      const basic = fresh.auth ? { authorization: `Basic ${Buffer.from(fresh.auth).toString('base64')}` } : {};
      return { ...basic, ...Object.fromEntries(Object.entries(fresh.headers ?? {}).map(([k, v]) => [k, String(v)])) };
    },
  };
}
