import { SaxesParser } from 'saxes';
import { BadXml, type Element } from './xml.ts';

/** Elements within each other that are read. */
const DEEPEST = 32;

type Open = Element & { text: string; children: Open[] };

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads a document into a tree, well-formed by the letter (saxes). There is no DTD, and so no entity beside the five of XML
 * itself: nothing is expanded or fetched. Throws BadXml.
 */
export function parse(bytes: Uint8Array): Element {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadXml('not UTF-8');
  }
  const stop = (why: string): never => {
    throw new BadXml(why);
  };
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: Open | undefined;
  parser.on('error', (error) => stop(error.message));
  parser.on('doctype', () => stop('a document type declaration is not allowed'));
  parser.on('processinginstruction', () => stop('a processing instruction is not allowed'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-8$/i.test(encoding)) stop(`encoding ${encoding} is not UTF-8`);
  });
  parser.on('opentag', ({ local, uri, attributes: given }) => {
    if (open.length >= DEEPEST) stop(`more than ${DEEPEST} elements within each other`);
    const attributes = Object.values(given)
      .filter((a) => a.uri !== XMLNS && a.uri !== XSI)
      .map((a) => a.name);
    const element: Open = { name: local, namespace: uri, attributes, text: '', children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const add = (more: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(text).close();
  return root ?? stop('no element');
}
