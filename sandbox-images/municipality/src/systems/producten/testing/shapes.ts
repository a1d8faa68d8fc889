import { readFileSync } from 'node:fs';
import type { Store } from 'n3';
import { authorityOf } from '../../../data/authorities.ts';
import type { Municipality } from '../../../open.ts';
import { turtle, turtleFile } from '../../../testing/rdf.ts';

const FOLDER = `${import.meta.dirname}/..`;

/** The shapes of IPDC-LPDC, for snapshots. */
export const snapshotShape = (): Store => turtleFile(FOLDER, 'shape.ttl');

/** The same for instances: the shape is written for snapshots; an instance is the same but for its type. */
export const instanceShape = (): Store =>
  turtle(
    readFileSync(`${FOLDER}/shape.ttl`, 'utf8').replaceAll(
      'lpdcExt:InstancePublicServiceSnapshot',
      'lpdcExt:InstancePublicService',
    ),
  );

/** What an instance points at and does not describe: code lists, and the municipality. */
export function around(m: Municipality): Store {
  const graph = turtleFile(import.meta.dirname, 'code-lists.ttl');
  for (const { nis } of m.shared.town.municipalities) {
    const { unit, area } = authorityOf(nis);
    graph.addQuads([
      ...turtle(`<${unit}> a <http://data.europa.eu/m8g/PublicOrganisation> .
        <http://data.europa.eu/nuts/code/${area}> a <http://www.w3.org/2004/02/skos/core#Concept> .`),
    ]);
  }
  return graph;
}
