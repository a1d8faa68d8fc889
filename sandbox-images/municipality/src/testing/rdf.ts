import { readFileSync } from 'node:fs';
import jsonld, { type JsonLdDocument } from 'jsonld';
import { Parser, type Quad, Store, type Term } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import type { Municipality } from '../open.ts';

/** Turtle as a graph. */
export const turtle = (text: string): Store => new Store(new Parser({ blankNodePrefix: 'n' }).parse(text));

/** A file beside a test, Turtle. */
export const turtleFile = (folder: string, name: string): Store => turtle(readFileSync(`${folder}/${name}`, 'utf8'));

/** JSON-LD as quads, by the reference implementation; contexts come from the municipality itself. */
export async function quadsOf(m: Municipality, document: object): Promise<Quad[]> {
  const text = await jsonld.toRDF(document as JsonLdDocument, {
    format: 'application/n-quads',
    documentLoader: async (url) => {
      const answer = await m.fetch(new Request(url));
      if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`);
      return { documentUrl: url, document: JSON.parse(await answer.text()) };
    },
  });
  return new Parser({ format: 'N-Quads' }).parse(String(text));
}

const SH = 'http://www.w3.org/ns/shacl#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
/** Of shapes: their validator and the classes that they are for, made once. */
const validators = new WeakMap<Store, { readonly validator: SHACLValidator; readonly classes: readonly Term[] }>();
function validatorOf(shapes: Store) {
  const known = validators.get(shapes);
  if (known !== undefined) return known;
  const made = {
    validator: new SHACLValidator(shapes),
    classes: shapes.getObjects(null, `${SH}targetClass`, null),
  };
  validators.set(shapes, made);
  return made;
}

/** What a graph has wrong by shapes: path and message of each result; empty when it is valid. One that has nothing that they are for is not. */
export async function wrongBy(shapes: Store, data: Store): Promise<string[]> {
  const { validator, classes } = validatorOf(shapes);
  if (!classes.some((one) => data.countQuads(null, TYPE, one, null) > 0))
    return ['nothing in it that the shapes are for'];
  const { results } = await validator.validate(data);
  return results.map(({ focusNode, path, message, sourceConstraintComponent }) =>
    [focusNode?.value, path?.value, sourceConstraintComponent?.value, message.map(({ value }) => value)].join(' '),
  );
}
