import { readFileSync } from 'node:fs';
import jsonld, { type JsonLdDocument } from 'jsonld';
import { Parser, type Quad, Store } from 'n3';
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

/** What a graph has wrong by shapes: path and message of each result; empty when it is valid. */
export async function wrongBy(shapes: Store, data: Store): Promise<string[]> {
  const { results } = await new SHACLValidator(shapes).validate(data);
  return results.map(({ focusNode, path, message, sourceConstraintComponent }) =>
    [focusNode?.value, JSON.stringify(path), sourceConstraintComponent?.value, message.map(({ value }) => value)].join(
      ' ',
    ),
  );
}
