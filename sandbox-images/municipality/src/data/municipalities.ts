/** What is real of a municipality: codes, postal areas, where its centre lies. */
export interface Place {
  readonly nis: string;
  readonly name: string;
  readonly kbo: string;
  readonly ovo: string;
  /** Residents, for its share in a profile of several (facts.json, or assumed). */
  readonly residents: number;
  /** WGS84, rounded to about a kilometre. */
  readonly centre: { readonly lat: number; readonly lon: number };
  /** Postal code, names, share of the streets. */
  readonly postal: readonly (readonly [code: string, names: readonly string[], share: number])[];
  readonly facilities?: readonly ('nl' | 'fr')[];
}

const place = (
  nis: string,
  name: string,
  kbo: string,
  ovo: string,
  residents: number,
  lat: number,
  lon: number,
  postal: Place['postal'],
  facilities?: Place['facilities'],
): Place => ({ nis, name, kbo, ovo, residents, centre: { lat, lon }, postal, ...(facilities ? { facilities } : {}) });

export const AALTER = place('44084', 'Aalter', '0697608063', 'OVO011791', 29_000, 51.085, 3.447, [
  ['9880', ['Aalter', 'Lotenhulle', 'Poeke'], 6],
  ['9881', ['Bellem'], 1],
  ['9910', ['Knesselare', 'Ursel'], 3],
]);

export const ANTWERPEN = place('11002', 'Antwerpen', '0207500123', 'OVO001999', 530_000, 51.22, 4.4, [
  ['2000', ['Antwerpen'], 8],
  ['2018', ['Antwerpen'], 8],
  ['2020', ['Antwerpen'], 6],
  ['2030', ['Antwerpen'], 2],
  ['2040', ['Berendrecht', 'Lillo', 'Zandvliet'], 2],
  ['2050', ['Antwerpen'], 4],
  ['2060', ['Antwerpen'], 8],
  ['2100', ['Deurne'], 16],
  ['2140', ['Borgerhout'], 9],
  ['2150', ['Borsbeek'], 2],
  ['2170', ['Merksem'], 9],
  ['2180', ['Ekeren'], 5],
  ['2600', ['Berchem'], 8],
  ['2610', ['Wilrijk'], 8],
  ['2660', ['Hoboken'], 8],
]);

export const HARELBEKE = place('34013', 'Harelbeke', '0207492502', 'OVO002082', 28_144, 50.856, 3.309, [
  ['8530', ['Harelbeke'], 7],
  ['8531', ['Bavikhove', 'Hulste'], 3],
]);

export const LEIEDAL: readonly Place[] = [
  place('34002', 'Anzegem', '0207484780', 'OVO002000', 14_900, 50.833, 3.478, [
    ['8570', ['Anzegem', 'Gijzelbrechtegem', 'Ingooigem', 'Vichte'], 7],
    ['8572', ['Kaster'], 1],
    ['8573', ['Tiegem'], 2],
  ]),
  place('34003', 'Avelgem', '0207485770', 'OVO002006', 10_159, 50.776, 3.445, [
    ['8580', ['Avelgem'], 7],
    ['8581', ['Kerkhove', 'Waarmaarde'], 1],
    ['8582', ['Outrijve'], 1],
    ['8583', ['Bossuit'], 1],
  ]),
  place('34009', 'Deerlijk', '0207488443', 'OVO002043', 12_000, 50.853, 3.354, [['8540', ['Deerlijk'], 1]]),
  HARELBEKE,
  place('34022', 'Kortrijk', '0207494678', 'OVO002133', 76_701, 50.828, 3.265, [
    ['8500', ['Kortrijk'], 6],
    ['8501', ['Bissegem', 'Heule'], 2],
    ['8510', ['Bellegem', 'Kooigem', 'Marke', 'Rollegem'], 2],
    ['8511', ['Aalbeke'], 1],
  ]),
  place('34023', 'Kuurne', '0207430342', 'OVO002137', 13_700, 50.851, 3.282, [['8520', ['Kuurne'], 1]]),
  place('34025', 'Lendelede', '0207491710', 'OVO002146', 5_800, 50.886, 3.237, [['8860', ['Lendelede'], 1]]),
  place('34027', 'Menen', '0207433312', 'OVO002177', 33_362, 50.797, 3.121, [
    ['8930', ['Lauwe', 'Menen', 'Rekkem'], 1],
  ]),
  place('34040', 'Waregem', '0207433708', 'OVO002265', 38_260, 50.889, 3.427, [
    ['8790', ['Waregem'], 6],
    ['8791', ['Beveren'], 1],
    ['8792', ['Desselgem'], 2],
    ['8793', ['Sint-Eloois-Vijve'], 1],
  ]),
  place('34041', 'Wevelgem', '0207488641', 'OVO002271', 31_397, 50.803, 3.184, [
    ['8560', ['Gullegem', 'Moorsele', 'Wevelgem'], 1],
  ]),
  place('34042', 'Zwevegem', '0207484582', 'OVO002298', 25_000, 50.806, 3.338, [
    ['8550', ['Zwevegem'], 6],
    ['8551', ['Heestert'], 1],
    ['8552', ['Moen'], 1],
    ['8553', ['Otegem'], 1],
    ['8554', ['Sint-Denijs'], 1],
  ]),
  place(
    '34043',
    'Spiere-Helkijn',
    '0216770650',
    'OVO002240',
    2_100,
    50.735,
    3.353,
    [['8587', ['Helkijn', 'Spiere'], 1]],
    ['fr'],
  ),
  place('37017', 'Wielsbeke', '0207437864', 'OVO002274', 9_700, 50.912, 3.37, [
    ['8710', ['Ooigem', 'Sint-Baafs-Vijve', 'Wielsbeke'], 1],
  ]),
];
