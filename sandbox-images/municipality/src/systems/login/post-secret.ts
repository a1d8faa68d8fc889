/** client_secret_post as client_secret_basic: the library lets a client have one way, a town lets it choose (Core 9). */
export async function asBasic(request: Request): Promise<Request> {
  const form = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '');
  if (request.method !== 'POST' || !form || new URL(request.url).pathname !== '/v1/token') return request;
  if (request.headers.has('authorization')) return request;
  const text = await request.text();
  const params = new URLSearchParams(text);
  const [id, secret] = [params.get('client_id'), params.get('client_secret')];
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  if (id === null || secret === null) return new Request(request.url, { method: 'POST', headers, body: text });
  params.delete('client_secret');
  headers.set(
    'authorization',
    // RFC 6749 2.3.1: both parts are form-encoded before they are joined.
    `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
  );
  return new Request(request.url, { method: 'POST', headers, body: params.toString() });
}
