import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masksOf } from './mask.ts';

const masks = masksOf('ab'.repeat(32));
const first = (text: string) => /‹masked:([0-9a-f]{16})›/.exec(text)?.[1];
const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI4NTA3MzAwMzMyOCJ9.c2lnbmF0dXJl';

test('the same secret is masked the same in a query, a form, JSON, a header and a hidden field', () => {
  const seen = [
    masks.url('https://x.test/cb?code=a%2Fb&state=1'),
    masks.body('grant_type=authorization_code&code=a%2Fb', 'application/x-www-form-urlencoded', false),
    masks.body('{"code":"a\\/b"}', 'application/json', false),
    masks.header('authorization', 'Bearer a/b'),
    masks.header('cookie', 'sid=a/b; lang=nl'),
    masks.header('set-cookie', 'sid=a/b; Path=/'),
    masks.body('<input type="hidden" name="code" value="a/b">', 'text/html', false),
  ].map(first);
  expect(seen[0]).toBeDefined();
  expect(new Set(seen).size).toBe(1);
});

test('what is no secret stays: state, names and attributes of cookies, other fields', () => {
  expect(masks.url('https://x.test/?state=open&barcode=12&q=code')).toBe(
    'https://x.test/?state=open&barcode=12&q=code',
  );
  expect(masks.header('set-cookie', 'sid=x; Path=/; HttpOnly; SameSite=Lax')).toMatch(
    /^sid=‹masked:.{16}›; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect(masks.header('set-cookie', 'sid=; Max-Age=0')).toBe('sid=; Max-Age=0');
  expect(masks.body('{"postcode":"9880","name":"Jan"}', 'application/json', false)).toBe(
    '{"postcode":"9880","name":"Jan"}',
  );
});

test('tokens are masked wherever they stand, also where the cap cut them', () => {
  expect(masks.body(`const t = "${JWT}";`, 'text/javascript', false)).not.toContain('eyJ');
  expect(masks.header('location', `https://x.test/#id_token=${JWT}`)).not.toContain('eyJ');
  for (let n = 4; n < JWT.length; n += 1) {
    expect(masks.body(`{"jws":"${JWT.slice(0, n)}`, 'application/json', true)).not.toContain('eyJ');
  }
  expect(masks.body('{"access_token":"half-of-i', 'application/json', true)).not.toContain('half');
});

test('a password in a multipart form is masked, a file in it is left as it is', () => {
  const file = Buffer.from([0xff, 0xd8, 0, 1, 0x80]);
  const form = Buffer.concat([
    Buffer.from('--b\r\nContent-Disposition: form-data; name="password"\r\n\r\ngeh\u00e9im\r\n--b\r\n'),
    Buffer.from('Content-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'),
    file,
    Buffer.from('\r\n--b--\r\n'),
  ]);
  const masked = masks.multipart(form);
  expect(masked.toString()).not.toContain('geh');
  expect(first(masked.toString())).toBe(first(masks.url('?password=geh%C3%A9im')));
  expect(masked.includes(file)).toBe(true);
});

test('no secret of any form survives in a query, a form or JSON', () => {
  const secret = fc.string({ minLength: 6, maxLength: 40 }).filter((s) => !/^[‹m.a-z:]*$/.test(s) && s.trim() === s);
  fc.assert(
    fc.property(secret, (value) => {
      const json = JSON.stringify({ before: 1, client_secret: value, after: 2 });
      expect(JSON.parse(masks.body(json, 'application/json', false))).toMatchObject({
        before: 1,
        client_secret: expect.stringMatching(/^‹masked:[0-9a-f]{16}›$/),
        after: 2,
      });
      const query = new URLSearchParams({ password: value, z: 'end' }).toString();
      const masked = masks.body(query, 'application/x-www-form-urlencoded', false);
      expect(masked).toMatch(/^password=‹masked:[0-9a-f]{16}›.*&z=end$/);
    }),
  );
});

test('a hostile text costs no more than its length', () => {
  const shapes = [
    '"code":"',
    '<input ',
    'eyJ',
    'name="code"\r\n',
    '\\',
    'code=',
    'a.',
    'eyJ-',
    'eyJaaaaaaaa.eyJ-',
    '"code" ',
    '; ',
  ].map((part) => part.repeat(256 * 1024).slice(0, 256 * 1024));
  for (const text of shapes) {
    expect(masks.body(text, 'text/html', true).length).toBeGreaterThan(0);
    expect(masks.multipart(Buffer.from(text)).length).toBeGreaterThan(0);
    expect(masks.header('cookie', text.slice(0, 65_536)).length).toBeGreaterThan(0);
  }
});
