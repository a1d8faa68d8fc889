/** Where the authority of the sandbox is found in every container of the provider. */
export const CA_FILE = '/proeftuin/ca.pem';

const BUNDLES = [CA_FILE, '/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt'];

/** The bundle, laid where images of all kinds look for it. */
export const trustFiles = () => BUNDLES.map((path) => ({ path, content: '${secret:ca-bundle}' }));

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
