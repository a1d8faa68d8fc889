/** How linked data of local government names a real municipality: its administrative unit in LBLOD, its area as NUTS/LAU code. */
export interface Authority {
  readonly unit: string;
  readonly area: string;
}

const UNIT = 'http://data.lblod.info/id/bestuurseenheden/';
const AUTHORITIES: Readonly<Record<string, readonly [unit: string, area: string]>> = {
  // Antwerpen
  '11002': ['670db1d66c0de3b931962e1044033ccfa9d6e3023aa9828a5f252c3bc69bd32c', 'BE21111002'],
  // Anzegem
  '34002': ['8662dc060c121e9d69101062f67daeef8370d38bfe86533752b9e54190dd0e2f', 'BE25434002'],
  // Avelgem
  '34003': ['b4aa8ca2a4daa74ef8297b0b4dba2ad292e73da5337e20c65066860279751307', 'BE25434003'],
  // Deerlijk
  '34009': ['d2d0cd89d307fb651e2d0d064a89134dbc2f26b0ffacd92d2d71e9683468a206', 'BE25434009'],
  // Harelbeke
  '34013': ['6463c55877def582f642cb5b3b4a7eab60d8d8dd9779fc45d87e4c8aa5d9a07e', 'BE25434013'],
  // Kortrijk
  '34022': ['8fd5ea9aeb61c45ec79986650bee55142b2f8a599d5d611dd578114216a58430', 'BE25434022'],
  // Kuurne
  '34023': ['3f1ec7f1afc4cc466bb3a7fe5bc43199bf600963ec3231e1480a23d103a438a7', 'BE25434023'],
  // Lendelede
  '34025': ['d82b46992186c404b09e13b47502a8ab420c8f72316f1819847b1be44ba6314e', 'BE25434025'],
  // Menen
  '34027': ['c94741a612946db4bffa00439a515a831c7d4de0d09d79538af2a1dd781500ca', 'BE25434027'],
  // Waregem
  '34040': ['5a8f9c6bde6c6b01bee07d9dbed16a8b685851865d5083edbf617a4dbd2e51ce', 'BE25434040'],
  // Wevelgem
  '34041': ['0bb11f642e87a81479446ebe4938947cbc35da5f7516a3d5a9667b67d5024574', 'BE25434041'],
  // Zwevegem
  '34042': ['7269d3607a761c9ce0e226e0b7ea5687324230b65a568d48c81a7acba53998fd', 'BE25434042'],
  // Wielsbeke
  '37017': ['11e23f966461f4740579b5ac2745421c6a3c3f42a9dbd4df7bd3d3f21e44f129', 'BE25737017'],
  // Spiere-Helkijn
  '34043': ['d2ddbbea9b30242eedb334f9729dc9f9b31c9c0496009a474b407393b383ef53', 'BE25434043'],
  // Aalter
  '44084': ['5116efa8-e96e-46a2-aba6-c077e9056a96', 'BE23444001'],
};

/** Throws a RangeError for a NIS code that no profile has. */
export function authorityOf(nis: string): Authority {
  const [unit, area] = AUTHORITIES[nis] ?? [];
  if (unit === undefined || area === undefined) throw new RangeError(`no administrative unit of ${nis}`);
  return { unit: UNIT + unit, area };
}
