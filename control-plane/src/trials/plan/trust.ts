/** Where the authority of the sandbox is found in every container of the provider. */
export const CA_FILE = '/proeftuin/ca.pem';

/** Where images of all kinds look for their roots. */
export const CA_BUNDLES = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];

/** The bundle, laid over those. */
export const trustFiles = () => [CA_FILE, ...CA_BUNDLES].map((path) => ({ path, content: '${secret:ca-bundle}' }));

/** What tells runtimes with roots of their own to look there. */
export const trustEnv = (): Record<string, string> => ({
  SSL_CERT_FILE: CA_FILE,
  NODE_EXTRA_CA_CERTS: CA_FILE,
  REQUESTS_CA_BUNDLE: CA_FILE,
  CURL_CA_BUNDLE: CA_FILE,
  DENO_CERT: CA_FILE,
  GIT_SSL_CAINFO: CA_FILE,
  GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: CA_FILE,
});
