import { type Quad, Store } from 'n3';
import { RdfaParser } from 'rdfa-streaming-parser';
import { turtleFile } from '../../../testing/rdf.ts';

/** What a page says, read by a parser that is not ours. */
export const triplesOf = (text: string, path: string): Promise<Store> =>
  new Promise((done, failed) => {
    const found: Quad[] = [];
    const parser = new RdfaParser({ baseIRI: `https://besluiten.vlavirgem.test${path}`, contentType: 'text/html' });
    parser.on('data', (quad: Quad) => found.push(quad));
    parser.on('error', failed);
    parser.on('end', () => done(new Store(found)));
    parser.end(text);
  });

/** Addresses on a page that a pattern fits. */
export const linksOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(/href="([^"]+)"/g)].flatMap(([, href = '']) => (pattern.test(href) ? [href] : []));

const shapes = new Map<string, Store>();
/** Shapes without their SPARQL, which the validator does not speak: that votes count whom they name is tested by itself. Read once. */
export function shape(name: 'basic-agenda' | 'decision' | 'decision-list' | 'notulen'): Store {
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const all = turtleFile(`${import.meta.dirname}/..`, `${name}.shape.ttl`);
  all.removeQuads(all.getQuads(null, 'http://www.w3.org/ns/shacl#sparql', null, null));
  shapes.set(name, all);
  return all;
}
