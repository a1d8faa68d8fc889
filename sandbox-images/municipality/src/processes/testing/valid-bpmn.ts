import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

xmlRegisterFsInputProviders();
/** OMG's schema of BPMN 2.0 (formal/2011-01-03, dtc/2010-05-04), as bpmn-moddle carries it. */
const XSD = join(dirname(fileURLToPath(import.meta.resolve('bpmn-moddle'))), '../resources/bpmn/xsd/BPMN20.xsd');
const schema = XmlDocument.fromBuffer(readFileSync(XSD), { url: XSD });
const validator = XsdValidator.fromDoc(schema);

/** What libxml2 says of a document and OMG's XSD of BPMN 2.0; undefined: valid. */
export function wrongBpmn(xml: string): string | undefined {
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
