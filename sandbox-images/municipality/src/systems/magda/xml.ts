/** An element with its local name, its namespace, the text right in it and its child elements. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  /** Names, without those that declare namespaces or come from XML Schema (xsi:…). */
  readonly attributes: readonly string[];
  readonly text: string;
  readonly children: readonly Element[];
}

/** The document is not well-formed, or holds what a SOAP 1.1 message must not: a DTD or a processing instruction (§3). */
export class BadXml extends Error {}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (c) => ESCAPES[c] ?? c);

/** Markup that is whole already. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | number | Markup | null;

/** An element; text is escaped, null and an empty list of content leave nothing behind. */
export function el(name: string, ...content: readonly Content[]): Markup {
  const inner = content.map((c) => (c instanceof Markup ? c.text : c === null ? '' : escaped(String(c)))).join('');
  const [tag = ''] = name.split(' ');
  return new Markup(inner === '' ? `<${name}/>` : `<${name}>${inner}</${tag}>`);
}

/** Several elements as one. */
export const all = (list: readonly (Markup | null)[]): Markup => new Markup(list.map((m) => m?.text ?? '').join(''));
