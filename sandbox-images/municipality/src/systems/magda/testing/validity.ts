import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { XSD } from '../schema.ts';

const validator = XsdValidator.fromDoc(XmlDocument.fromString(XSD));

/** What libxml2 says of a document and our XSD; undefined: valid. */
export function validity(xml: string): string | undefined {
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    document.dispose();
  }
}
