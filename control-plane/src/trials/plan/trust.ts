import type { Settings } from './planned.ts';

/** Where the authority of the sandbox is found in every container of the provider. */
export const CA_FILE = '/proeftuin/ca.pem';

/** Where images of all kinds look for their roots. */
export const CA_BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];

/** The bundle, laid over those. */
export const trustFiles = () => [CA_FILE, ...CA_BUNDLES].map((path) => ({ path, content: '${secret:ca-bundle}' }));

/** What tells runtimes with roots of their own to look there. */
export const trustEnv = (file: string): Record<string, string> => ({
  SSL_CERT_FILE: file,
  NODE_EXTRA_CA_CERTS: file,
  REQUESTS_CA_BUNDLE: file,
  CURL_CA_BUNDLE: file,
  DENO_CERT: file,
  GIT_SSL_CAINFO: file,
  GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: file,
});

/** The authority's file as a service finds it; undefined without one. */
export const caFileOf = ({ local }: Pick<Settings, 'local'>): string | undefined =>
  local === undefined ? CA_FILE : local.ca;
