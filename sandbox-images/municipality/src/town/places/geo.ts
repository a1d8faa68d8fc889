/**
 * Belgian Lambert 72 (EPSG:31370) and Lambert 2008 (EPSG:3812) from and to WGS84. Parameters: EPSG registry (Belge 1972
 * on International 1924; position vector of transformation 1609, about 0.2 m). ETRS89 and WGS84 are taken as one here.
 */
interface Ellipsoid {
  readonly a: number;
  readonly e2: number;
}
const ellipsoid = (a: number, inverse: number): Ellipsoid => ({ a, e2: (2 - 1 / inverse) / inverse });
const HAYFORD = ellipsoid(6_378_388, 297);
const GRS80 = ellipsoid(6_378_137, 298.257222101);
const RAD = Math.PI / 180;

interface Cone {
  readonly on: Ellipsoid;
  readonly n: number;
  readonly f: number;
  readonly rho0: number;
  readonly lon0: number;
  readonly x0: number;
  readonly y0: number;
}

const tOf = (lat: number, e: number): number =>
  Math.tan(Math.PI / 4 - lat / 2) / ((1 - e * Math.sin(lat)) / (1 + e * Math.sin(lat))) ** (e / 2);

function cone(on: Ellipsoid, lat0: number, lon0: number, lat1: number, lat2: number, x0: number, y0: number): Cone {
  const e = Math.sqrt(on.e2);
  const m = (lat: number): number => Math.cos(lat) / Math.sqrt(1 - on.e2 * Math.sin(lat) ** 2);
  const n = (Math.log(m(lat1)) - Math.log(m(lat2))) / (Math.log(tOf(lat1, e)) - Math.log(tOf(lat2, e)));
  const f = m(lat1) / (n * tOf(lat1, e) ** n);
  const rho0 = lat0 >= Math.PI / 2 ? 0 : on.a * f * tOf(lat0, e) ** n;
  return { on, n, f, rho0, lon0, x0, y0 };
}

const L72 = cone(
  HAYFORD,
  90 * RAD,
  4.36748666666667 * RAD,
  51.1666672333333 * RAD,
  49.8333339 * RAD,
  150_000.013,
  5_400_088.438,
);
const L2008 = cone(
  GRS80,
  50.797815 * RAD,
  4.35921583333333 * RAD,
  49.8333333333333 * RAD,
  51.1666666666667 * RAD,
  649_328,
  665_262,
);

type Point = readonly [number, number];

function project(k: Cone, lat: number, lon: number): Point {
  const rho = k.on.a * k.f * tOf(lat, Math.sqrt(k.on.e2)) ** k.n;
  const theta = k.n * (lon - k.lon0);
  return [k.x0 + rho * Math.sin(theta), k.y0 + k.rho0 - rho * Math.cos(theta)];
}

function unproject(k: Cone, x: number, y: number): Point {
  const e = Math.sqrt(k.on.e2);
  const [dx, dy] = [x - k.x0, k.rho0 - (y - k.y0)];
  const t = (Math.hypot(dx, dy) / (k.on.a * k.f)) ** (1 / k.n);
  let lat = Math.PI / 2 - 2 * Math.atan(t);
  for (let i = 0; i < 6; i++) {
    lat = Math.PI / 2 - 2 * Math.atan(t * ((1 - e * Math.sin(lat)) / (1 + e * Math.sin(lat))) ** (e / 2));
  }
  return [lat, k.lon0 + Math.atan2(dx, dy) / k.n];
}

type Xyz = readonly [number, number, number];

function toXyz(on: Ellipsoid, lat: number, lon: number): Xyz {
  const n = on.a / Math.sqrt(1 - on.e2 * Math.sin(lat) ** 2);
  return [n * Math.cos(lat) * Math.cos(lon), n * Math.cos(lat) * Math.sin(lon), n * (1 - on.e2) * Math.sin(lat)];
}

function fromXyz(on: Ellipsoid, [x, y, z]: Xyz): Point {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - on.e2));
  for (let i = 0; i < 6; i++) {
    const n = on.a / Math.sqrt(1 - on.e2 * Math.sin(lat) ** 2);
    lat = Math.atan2(z + on.e2 * n * Math.sin(lat), p);
  }
  return [lat, Math.atan2(y, x)];
}

const SEC = RAD / 3600;
const SHIFT = {
  t: [-106.8686, 52.2978, -103.7239],
  r: [-0.3366 * SEC, 0.457 * SEC, -1.8422 * SEC],
  s: 1 - 1.2747e-6,
} as const;

/** Belge 1972 → WGS84, coordinate frame rotation; `sign` -1 is its (sub-millimetre) inverse. */
function shift([x, y, z]: Xyz, sign: 1 | -1): Xyz {
  const [tx, ty, tz] = SHIFT.t;
  const [rx, ry, rz] = [SHIFT.r[0] * sign, SHIFT.r[1] * sign, SHIFT.r[2] * sign];
  const turn = ([a, b, c]: Xyz): Xyz => [a + rz * b - ry * c, -rz * a + b + rx * c, ry * a - rx * b + c];
  if (sign === 1) {
    const [a, b, c] = turn([x, y, z]);
    return [tx + SHIFT.s * a, ty + SHIFT.s * b, tz + SHIFT.s * c];
  }
  return turn([(x - tx) / SHIFT.s, (y - ty) / SHIFT.s, (z - tz) / SHIFT.s]);
}

export interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

/** Degrees to metres in Lambert 72. */
export function toLambert72({ lat, lon }: LatLon): Point {
  const [la, lo] = fromXyz(HAYFORD, shift(toXyz(GRS80, lat * RAD, lon * RAD), -1));
  return project(L72, la, lo);
}

/** Metres in Lambert 72 to degrees. */
export function toWgs84([x, y]: Point): LatLon {
  const [lat, lon] = fromXyz(GRS80, shift(toXyz(HAYFORD, ...unproject(L72, x, y)), 1));
  return { lat: lat / RAD, lon: lon / RAD };
}

/** Degrees to metres in Lambert 2008. */
export const toLambert2008 = ({ lat, lon }: LatLon): Point => project(L2008, lat * RAD, lon * RAD);
