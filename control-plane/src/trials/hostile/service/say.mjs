/** Text that does harm wherever it is shown as it is: markup, terminal codes, turned letters, an end of a line. */
export const EVIL =
  '<proef-7tuin></proef-7tuin><script>alert(1)</script><img src=x onerror=alert(1)>"\'onmouseover=alert(1) `</code> \u001b[2J\u001b]0;vijand\u0007\u009b31m\u202egnol\u0000\r\n| [x](javascript:alert(1))';

/** As an attribute or text of a page that is itself sound. */
export const escaped = (text) =>
  text.replaceAll(/[&<>"'\u0000\r\n]/g, (sign) => `&#${sign === '\u0000' ? 65533 : sign.charCodeAt(0)};`);

/** A small page, sound but for what is put in it. */
export function page(response, title, body, status = 200, headers = {}) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(
    `<!doctype html><html lang="nl"><head><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`,
  );
}
