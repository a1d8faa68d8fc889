import { createHmac } from 'node:crypto';

/**
 * Secrets masked at capture with a keyed hash: that two are equal stays auditable, the value is gone.
 */
export interface Masks {
  header(name: string, value: string): string;
  url(url: string): string;
  body(text: string, type: string): string;
}

const SECRET_FIELDS =
  'code|token|access_token|id_token|id_token_hint|refresh_token|client_secret|password|wachtwoord|client_assertion|code_verifier|SAMLResponse|assertion|api_key|apikey';
const IN_QUERY = new RegExp(`((?:^|[?&;])(?:${SECRET_FIELDS})=)([^&#\\s]+)`, 'gi');
const IN_JSON = new RegExp(`("(?:${SECRET_FIELDS})"\\s*:\\s*")((?:[^"\\\\]|\\\\.)+)(")`, 'gi');
const JWT = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g;

export function masksOf(keyHex: string): Masks {
  const key = Buffer.from(keyHex, 'hex');
  const mask = (value: string) => `‹masked:${createHmac('sha256', key).update(value).digest('hex').slice(0, 16)}›`;
  const cookies = (value: string) =>
    value.replace(/(^|;\s*)([^=;]+)=([^;]*)/g, (_, sep: string, name: string, v: string) => `${sep}${name}=${mask(v)}`);
  const url = (text: string) =>
    text.replace(IN_QUERY, (_, head: string, v: string) => `${head}${mask(v)}`).replace(JWT, mask);
  return {
    url,
    header(name, value) {
      switch (name) {
        case 'authorization':
        case 'proxy-authorization': {
          const [scheme = '', ...rest] = value.split(' ');
          return rest.length === 0 ? mask(value) : `${scheme} ${mask(rest.join(' '))}`;
        }
        case 'cookie':
          return cookies(value);
        case 'set-cookie':
          return value.replace(
            /^([^=;]+)=([^;]*)/,
            (_, cookie: string, v: string) => `${cookie}=${v === '' ? '' : mask(v)}`,
          );
        default:
          return url(value);
      }
    },
    body(text, type) {
      const plain = type.includes('x-www-form-urlencoded')
        ? text.replace(IN_QUERY, (_, head: string, v: string) => `${head}${mask(v)}`)
        : text.replace(IN_JSON, (_, head: string, v: string, tail: string) => `${head}${mask(v)}${tail}`);
      return plain.replace(JWT, mask);
    },
  };
}
