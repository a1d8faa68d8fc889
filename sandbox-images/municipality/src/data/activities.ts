const list = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** A main activity: NACE-BEL 2025 (codes are facts, titles in our own words), its weight (assumed), and words for a name. */
export interface Activity {
  readonly code: string;
  readonly title: string;
  readonly weight: number;
  readonly words: readonly string[];
}

const activity = (code: string, weight: number, title: string, words: string): Activity => ({
  code,
  title,
  weight,
  words: list(words),
});

export const ACTIVITIES: readonly Activity[] = [
  activity('70200', 12, 'Managementadvies', 'Advies, Consult, Management'),
  activity('62200', 6, 'Computerconsultancy', 'Informatica, IT-Diensten'),
  activity('62100', 4, 'Ontwerpen van computerprogramma’s', 'Software, Digitaal'),
  activity('41001', 5, 'Bouw van woningen', 'Bouwwerken, Woningbouw'),
  activity('43211', 4, 'Elektrotechnische installaties', 'Elektro, Elektriciteit'),
  activity('43221', 3, 'Sanitaire werkzaamheden', 'Sanitair, Loodgieterij'),
  activity('43320', 4, 'Schrijnwerk', 'Schrijnwerkerij, Schrijnwerken'),
  activity('43341', 3, 'Schilderen van gebouwen', 'Schilderwerken'),
  activity('43331', 2, 'Plaatsen van tegels', 'Tegelwerken, Vloeren'),
  activity('43410', 2, 'Dakwerken', 'Dakwerken'),
  activity('43310', 1, 'Stukadoorswerk', 'Pleisterwerken'),
  activity('81300', 4, 'Landschapsverzorging', 'Tuinen, Tuinaanleg'),
  activity('96210', 4, 'Kappers en barbiers', 'Kapsalon, Haarstudio'),
  activity('96220', 3, 'Schoonheidsverzorging', 'Schoonheidssalon, Huidstudio'),
  activity('56111', 4, 'Restaurants met bediening', 'Restaurant, Brasserie'),
  activity('56112', 3, 'Eethuizen met beperkte bediening', 'Frituur, Broodjesbar'),
  activity('56301', 3, 'Cafés en bars', 'Café, Taverne'),
  activity('10712', 2, 'Ambachtelijke bakkerijen', 'Bakkerij'),
  activity('47221', 2, 'Slagerijen', 'Slagerij'),
  activity('47110', 2, 'Kruidenierszaken', 'Buurtwinkel, Voeding'),
  activity('47716', 2, 'Kledingwinkels', 'Kleding, Mode'),
  activity('47761', 1, 'Bloemenwinkels', 'Bloemen'),
  activity('47730', 1, 'Apotheken', 'Apotheek'),
  activity('69101', 2, 'Advocaten', 'Advocaten'),
  activity('69201', 3, 'Accountants', 'Boekhouding, Fiscaal Kantoor'),
  activity('71111', 2, 'Architecten', 'Architecten'),
  activity('71121', 3, 'Ingenieurs', 'Studiebureau'),
  activity('73110', 2, 'Reclamebureaus', 'Reclame'),
  activity('74201', 1, 'Fotografen', 'Fotografie'),
  activity('86210', 2, 'Huisartspraktijken', 'Huisartspraktijk'),
  activity('86230', 1, 'Tandartspraktijken', 'Tandartspraktijk'),
  activity('86940', 3, 'Verpleegkundigen', 'Thuisverpleging'),
  activity('86951', 3, 'Kinesitherapie', 'Kinepraktijk'),
  activity('88912', 1, 'Onthaalouders', 'Kinderopvang'),
  activity('93130', 1, 'Fitnesscentra', 'Fitness'),
  activity('81210', 2, 'Reiniging van gebouwen', 'Schoonmaak'),
  activity('95311', 3, 'Onderhoud van auto’s', 'Garage, Autobedrijf'),
  activity('49410', 2, 'Goederenvervoer over de weg', 'Transport'),
  activity('68110', 3, 'Handel in eigen vastgoed', 'Vastgoed, Immo'),
  activity('68310', 2, 'Bemiddeling in vastgoed', 'Makelaars'),
  activity('01500', 3, 'Gemengde landbouwbedrijven', 'Hoeve, Landbouwbedrijf'),
  activity('01410', 1, 'Houden van melkvee', 'Melkveebedrijf'),
  activity('25120', 1, 'Metalen deuren en vensters', 'Metaalwerken, Ramen'),
  activity('31002', 1, 'Keukenmeubelen', 'Keukens'),
  activity('13200', 1, 'Weven van textiel', 'Weverij'),
];

/** NACE-BEL 2025 94999: what an association with legal personality is registered for. */
export const ASSOCIATION_ACTIVITY: Activity = activity('94999', 1, 'Overige verenigingen', 'Vereniging');

/** Second part of a name; ours, so that a likeness with a real name is chance. */
export const BYNAMES = list(`
De Meiboom, Ter Linden, Zuidzicht, Het Anker, De Torenvalk, Morgenrood, Nova, Panta, De Wissel, Leiezicht, Blauwput, De Korenaar, Het Kompas, Veldzicht, Orion, De Steiger,
Kwadraat, De Regenboog, Tramontane, Het Vlechtwerk, De Hoefijzer, Aurum, De Vliering, Sterk, Noordster, De Zwaluw, Het Goed Spoor, Ravelijn, De Kade, Zonnebries, Passant,
De Ploeg, Kristal, Het Roer, De Driehoek, Vista, De Waterlelie, Hout en Haard, De Schelp, Argos, Ten Bos, De Gulden Snede, Het Palet, Terra, De Bijenkorf, Mistral, De Spil`);
