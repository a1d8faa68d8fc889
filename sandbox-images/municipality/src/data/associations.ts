const list = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** A main activity of the Verenigingsregister (Informatievlaanderen/association-registry: codes and names are facts), with words for a name. */
export interface AssociationActivity {
  readonly code: string;
  readonly name: string;
  readonly weight: number;
  readonly words: readonly string[];
}

const activity = (code: string, weight: number, name: string, words: string): AssociationActivity => ({
  code,
  name,
  weight,
  words: list(words),
});

export const ASSOCIATION_ACTIVITIES: readonly AssociationActivity[] = [
  activity(
    'SPRT',
    24,
    'Sport',
    'Wielerclub, Voetbalclub, Wandelclub, Tennisclub, Turnkring, Petanqueclub, Badmintonclub',
  ),
  activity('KECU', 16, 'Kunsten, Erfgoed & Cultuur', 'Harmonie, Toneelkring, Zangkoor, Heemkring, Fotoclub'),
  activity('JGDW', 10, 'Jeugdwerk', 'Jeugdhuis, Speelplein, Jeugdbeweging'),
  activity('SOVO', 12, 'Sociaal-cultureel volwassenenwerk', 'Vormingskring, Leesclub, Vriendenkring'),
  activity('HOSP', 8, 'Hobby & Spel', 'Kaartersclub, Schaakkring, Duivenbond, Modelbouwclub'),
  activity('BWWC', 8, 'Buurtwerking & Wijkcomité', 'Buurtcomité, Wijkfeest, Feestcomité'),
  activity('NMDW', 5, 'Natuur, Milieu & Dierenwelzijn', 'Natuurkring, Imkerskring, Dierenhulp'),
  activity('GEWE', 5, 'Gezondheid & Welzijn', 'Zorgkring, Lotgenoten'),
  activity('VORM', 4, 'Onderwijs & Vorming', 'Oudercomité, Studiekring'),
  activity('INOS', 3, 'Internationaal & Ontwikkelingssamenwerking', 'Wereldkring, Stedenband'),
  activity('LAVI', 2, 'Landbouw & Visserij', 'Landbouwgilde, Hengelclub'),
  activity('LEBE', 2, 'Levensbeschouwelijk', 'Gebedskring, Vrijzinnige Kring'),
  activity('DINT', 2, 'Diversiteit & Integratie', 'Ontmoetingshuis'),
  activity('KLDU', 2, 'Klimaat & Duurzaamheid', 'Herstelcafé, Energiekring'),
  activity('TOER', 1, 'Toerisme', 'Gidsenkring'),
  activity('BIAG', 1, 'Burgerinitiatief & Actiegroep', 'Actiegroep'),
];

export const ASSOCIATION_BYNAMES = list(`
De Trappers, Sint-Cecilia, Het Masker, De Vrolijke Vrienden, Levensvreugd, De Spurters, Eendracht, De Schakel, Vooruit, De Notelaar, Kunst en Vermaak, De Ploegmakkers, De Windhaan,
Recht en Vrij, De Zevensprong, Moed en Volharding, De Klaproos, De Roek, De Vuurvlinder, Nieuw Leven, De Kring, Het Trefpunt, De Molenwiek, De Bosuil, Voor Elkaar, De Dageraad`);

/** NUTS 3 region by arrondissement (first two digits of the NIS code): with the NIS code the code of a municipality as area of work. */
export const NUTS3: Readonly<Record<string, string>> = { 11: 'BE211', 34: 'BE254', 37: 'BE257', 44: 'BE234' };
export const PROVINCES: Readonly<Record<string, string>> = {
  BE21: 'Provincie Antwerpen',
  BE23: 'Provincie Oost-Vlaanderen',
  BE25: 'Provincie West-Vlaanderen',
};
