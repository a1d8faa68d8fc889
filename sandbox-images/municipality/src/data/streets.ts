const list = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** Streets that nearly every municipality has; after a merger it has them twice. */
export const COMMON = list('Kerkstraat, Dorpsstraat, Stationsstraat, Molenstraat, Schoolstraat, Nieuwstraat');

const SIMPLE = list(`
Eik, Beuk, Linde, Berken, Wilgen, Populieren, Kastanje, Esdoorn, Hazelaar, Meidoorn, Vlier, Olmen, Elzen, Acacia, Tulpen, Rozen, Anjer, Lelie, Dahlia, Klaproos,
Korenbloem, Viooltjes, Leeuwerik, Merel, Zwaluw, Nachtegaal, Fazant, Patrijs, Reiger, Kievit, Uilen, Valk, Vinken, Mezen, Koekoek, Ambacht, Bakkers, Brouwers, Smids,
Wevers, Schippers, Timmer, Ververs, Touwslagers, Leerlooiers, Zand, Klei, Leem, Heide, Weide, Akker, Hooi, Boom, Boomgaard, Wijngaard, Haver, Gerst, Tarwe, Vlas,
Park, Markt, Haven, Kaai, Vaart, Kanaal, Sluis, Brug, Toren, Poort, Vest, Wal, Gasthuis, Klooster, Abdij, Begijnen, Pastorie, Kapel, Kruis, Gilde, Pennings, Vrede, Vrijheids, Feest`);
const FIRST = list(`
Molen, Kasteel, Kerk, Beek, Bos, Veld, Meer, Ooi, Berg, Hoog, Laag, Oude, Groene, Witte, Zwarte, Rode, Lange, Korte, Hof, Heren, Konings, Prinsen, Abdis, Nonnen, Dries,
Kouter, Broek, Moer, Duin, Bron, Put, Ridder, Herder, Jagers, Wolven, Vossen, Hazen, Herten, Bijen, Ganzen`);
const SECOND = list(
  'beek, bos, veld, berg, hoek, hof, kouter, dries, meers, broek, donk, akker, heide, put, poel, brug, kant, eind, land, gaver',
);
const SUFFIX = list('straat, laan, weg, dreef, plein, hof, steenweg, lei');

const STEMS = [...SIMPLE, ...FIRST.flatMap((a) => SECOND.filter((b) => b !== a.toLowerCase()).map((b) => a + b))];

/** How many names there are beside COMMON; a prime step walks through all of them. */
export const STREET_NAMES = STEMS.length * SUFFIX.length;

/** The n-th street name; the same n gives the same name, different n different names. */
export function streetName(n: number): string {
  const stem = STEMS[n % STEMS.length] ?? 'Ander';
  const suffix = SUFFIX[Math.floor(n / STEMS.length) % SUFFIX.length] ?? 'straat';
  return stem + suffix;
}
