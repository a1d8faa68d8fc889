import type { Point } from '../town/places/lots.ts';

/** Geometries as the v2 registers write them: GML 3.2 in Lambert 72 (EPSG:31370), centimetres. */
const SPACE = 'srsName="https://www.opengis.net/def/crs/EPSG/0/31370" xmlns:gml="http://www.opengis.net/gml/3.2"';
const written = ([x, y]: Point): string => `${x.toFixed(2)} ${y.toFixed(2)}`;

export const gmlPoint = (point: Point): string =>
  `<gml:Point ${SPACE}><gml:pos>${written(point)}</gml:pos></gml:Point>`;

/** A polygon without holes, by its closed ring. */
export const gmlPolygon = (ring: readonly Point[]): string =>
  `<gml:Polygon ${SPACE}><gml:exterior><gml:LinearRing><gml:posList>${ring.map(written).join(' ')}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
