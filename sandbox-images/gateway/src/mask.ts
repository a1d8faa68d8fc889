import { createHmac } from 'node:crypto';

/**
 * Secrets masked at capture with a keyed hash: that two are equal stays auditable, the value is gone. A value is hashed
 * as it was meant, so that the same token is equal in a query (`%2F`), a form and JSON.
 */
export interface Masks {
  /** `name` in lower case. */
  header(name: string, value: string): string;
  url(url: string): string;
  /** `cut`: the text ends where the cap was, perhaps inside a secret. */
  body(text: string, type: string, cut: boolean): string;
  /** A multipart form; its files stay as they are. */
  multipart(bytes: Buffer): Buffer;
}

const FIELDS =
  '(?:code|token|access_token|id_token|id_token_hint|refresh_token|subject_token|actor_token|logout_token|client_secret|password|wachtwoord|client_assertion|assertion|code_verifier|SAMLResponse|api_key|apikey|secret)';
const IN_QUERY = new RegExp(`((?:^|[?&;#])${FIELDS}=)([^&#\\s"'<>]+)`, 'gi');
const IN_JSON = new RegExp(`("${FIELDS}"\\s*:\\s*")((?:[^"\\\\]|\\\\.)+)("|\\\\?$)`, 'gi');
// Hostile texts go through these: each is bounded or anchored so that it reads its text about once.
const IN_PART = new RegExp(
  `(\\bname="?${FIELDS}"?[^\\r\\n]{0,400}\\r?\\n(?:[^\\r\\n]{1,400}\\r?\\n){0,4}\\r?\\n)([^]*?)(?=\\r?\\n--|$)`,
  'gi',
);
const INPUT = /<input\b[^>]{0,2000}>/gi;
const SECRET_INPUT = new RegExp(`\\bname=["']?${FIELDS}["'\\s/>]|\\btype=["']?password\\b`, 'i');
const VALUE = /(\bvalue=(["']))([^"']+)(?=\2|$)/i;
const JWT = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
const CUT_JWT = /(?<![\w-])eyJ[\w-]*(?:\.[\w-]*)?$/;
const CODE = /javascript|css|wasm/;

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

function unescaped(value: string): string {
  try {
    return String(JSON.parse(`"${value}"`));
  } catch {
    return value;
  }
}

/** Masks with a key in hex. */
export function masksOf(keyHex: string): Masks {
  const key = Buffer.from(keyHex, 'hex');
  const mask = (value: string) =>
    value.startsWith('‹masked:')
      ? value
      : `‹masked:${createHmac('sha256', key).update(value).digest('hex').slice(0, 16)}›`;
  const jwts = (text: string) => text.replace(JWT, mask);
  const query = (text: string) =>
    text.replace(IN_QUERY, (_, head: string, value: string) => `${head}${mask(decoded(value))}`);
  const json = (text: string) =>
    text.replace(IN_JSON, (_, head: string, value: string, tail: string) => `${head}${mask(unescaped(value))}${tail}`);
  const inputs = (text: string) =>
    text.replace(INPUT, (tag) =>
      SECRET_INPUT.test(tag)
        ? tag.replace(VALUE, (_, head: string, __, value: string) => `${head}${mask(value)}`)
        : tag,
    );
  const cookie = (value: string) => (value === '' ? '' : mask(value.trim().replace(/^"(.*)"$/, '$1')));

  return {
    url: (text) => jwts(query(text)),
    header(name, value) {
      switch (name) {
        case 'authorization':
        case 'proxy-authorization': {
          const [, scheme = '', rest = ''] = /^([\w-]+)\s+(.+)$/.exec(value) ?? [];
          return rest === '' ? mask(value) : `${scheme} ${mask(rest)}`;
        }
        case 'x-api-key':
        case 'x-auth-token':
          return mask(value);
        case 'cookie':
          return value
            .split(';')
            .map((pair) => {
              const at = pair.indexOf('=') + 1;
              return at === 0 ? pair : `${pair.slice(0, at)}${cookie(pair.slice(at))}`;
            })
            .join(';');
        case 'set-cookie':
          return value.replace(/^([^=;]*)=([^;]*)/, (_, key: string, v: string) => `${key}=${cookie(v)}`);
        default:
          return jwts(query(value));
      }
    },
    body(text, type, cut) {
      let shown = json(text);
      if (!CODE.test(type)) shown = query(shown);
      if (type.includes('html')) shown = inputs(shown);
      shown = jwts(shown);
      return cut ? shown.replace(CUT_JWT, mask) : shown;
    },
    multipart(bytes) {
      const latin = bytes
        .toString('latin1')
        .replace(IN_PART, (_, head: string, value: string) =>
          value === ''
            ? head
            : `${head}${Buffer.from(mask(Buffer.from(value, 'latin1').toString())).toString('latin1')}`,
        )
        .replace(JWT, (jwt) => Buffer.from(mask(jwt)).toString('latin1'));
      return Buffer.from(latin, 'latin1');
    },
  };
}
