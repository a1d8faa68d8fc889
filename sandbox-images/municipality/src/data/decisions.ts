/**
 * What a municipal council decides on. `{street}`, `{year}`, `{next}`, `{amount}`, `{before}` and `{town}` are filled in from the
 * town. Own texts in the manner of published decisions; laws by their names.
 */
export interface DecisionKind {
  readonly title: string;
  readonly about: string;
  readonly why: string;
  readonly articles: readonly string[];
  /** Law that it rests on, and where laws of that kind are published. */
  readonly law: readonly [title: string, site: string];
  /** Concerns a person by name: behind closed doors, and secret. */
  readonly closed?: true;
  /** Once a year, in this month. */
  readonly month?: number;
}

const CODEX = 'https://codex.vlaanderen.be/';
const JUSTEL = 'https://www.ejustice.just.fgov.be/';
const LOCAL = ['Decreet van 22 december 2017 over het lokaal bestuur', CODEX] as const;
const TRAFFIC = ['Decreet van 16 mei 2008 betreffende de aanvullende reglementen op het wegverkeer', CODEX] as const;
const TAX = [
  'Decreet van 30 mei 2008 betreffende de vestiging van de provincie- en gemeentebelastingen',
  CODEX,
] as const;
const NAMES = [
  'Decreet van 28 januari 1977 tot bescherming van de namen van de openbare wegen en pleinen',
  CODEX,
] as const;
const PURCHASE = ['Wet van 17 juni 2016 inzake overheidsopdrachten', JUSTEL] as const;
const POLICE = ['Nieuwe Gemeentewet van 24 juni 1988, artikel 119', JUSTEL] as const;

/** Always the first item. */
export const MINUTES: DecisionKind = {
  title: 'Goedkeuring van de notulen van de zitting van {before}',
  about: 'De gemeenteraad keurt de notulen en het zittingsverslag van de vorige zitting goed.',
  why: 'De ontwerpnotulen lagen ter inzage. Er kwamen geen opmerkingen.',
  articles: ['De notulen en het zittingsverslag worden goedgekeurd.'],
  law: LOCAL,
};

export const DECISIONS: readonly DecisionKind[] = [
  {
    title: 'Aanvullend reglement: zone 30 in de {street}',
    about: 'In de {street} mag men niet sneller rijden dan 30 kilometer per uur.',
    why: 'Metingen tonen dat er te snel gereden wordt. In de straat wonen veel kinderen.',
    articles: [
      'In de {street} geldt over de hele lengte een zone 30.',
      'De maatregel wordt aangeduid met de verkeersborden F4a en F4b.',
      'Het reglement gaat in zodra de borden geplaatst zijn.',
    ],
    law: TRAFFIC,
  },
  {
    title: 'Aanvullend reglement: parkeerverbod in de {street}',
    about: 'Aan de even kant van de {street} mag men niet parkeren.',
    why: 'De brandweer kan er niet voorbij als er aan twee kanten auto’s staan.',
    articles: [
      'In de {street} is parkeren verboden aan de kant van de even huisnummers.',
      'De maatregel wordt aangeduid met verkeersbord E1.',
    ],
    law: TRAFFIC,
  },
  {
    title: 'Aanvullend reglement: fietsstraat {street}',
    about: 'De {street} wordt een fietsstraat.',
    why: 'Elke dag fietsen er meer leerlingen dan er auto’s rijden.',
    articles: ['De {street} is een fietsstraat.', 'De maatregel wordt aangeduid met verkeersborden F111 en F113.'],
    law: TRAFFIC,
  },
  {
    title: 'Parkeerplaats voor personen met een handicap in de {street}',
    about: 'In de {street} komt één parkeerplaats voor personen met een handicap.',
    why: 'Een bewoner vroeg erom en voldoet aan de voorwaarden.',
    articles: ['In de {street} wordt één plaats voorbehouden.', 'De plaats wordt aangeduid met verkeersbord E9a.'],
    law: TRAFFIC,
  },
  {
    title: 'Naamgeving van een nieuwe weg bij de {street}',
    about: 'De gemeenteraad geeft een voorlopige naam aan een nieuwe weg in een verkaveling.',
    why: 'De erfgoedraad gaf een gunstig advies.',
    articles: [
      'De nieuwe weg die op de {street} uitkomt, krijgt voorlopig de naam Tuinwijkpad.',
      'Het openbaar onderzoek duurt dertig dagen.',
    ],
    law: NAMES,
  },
  {
    title: 'Jaarrekening {before-year}: vaststelling',
    about: 'De gemeenteraad stelt zijn deel van de jaarrekening vast.',
    why: 'De financieel directeur legde de rekening voor. Het managementteam besprak ze.',
    articles: [
      'De jaarrekening over {before-year} wordt vastgesteld.',
      'Ze wordt aan de toezichthoudende overheid bezorgd.',
    ],
    law: LOCAL,
    month: 6,
  },
  {
    title: 'Aanpassing van het meerjarenplan',
    about: 'De gemeenteraad past het meerjarenplan aan en bepaalt de kredieten voor {next}.',
    why: 'De ramingen van ontvangsten en uitgaven zijn herzien.',
    articles: [
      'De aanpassing van het meerjarenplan wordt vastgesteld.',
      'De kredieten voor {next} worden goedgekeurd.',
    ],
    law: LOCAL,
    month: 12,
  },
  {
    title: 'Aanvullende belasting op de personenbelasting voor {next}',
    about: 'De aanvullende gemeentebelasting op de personenbelasting wordt vastgesteld.',
    why: 'De financiële toestand van de gemeente vraagt om deze ontvangst.',
    articles: [
      'Voor het aanslagjaar {next} bedraagt de belasting 7 procent.',
      'De grondslag is die van de federale belasting.',
    ],
    law: TAX,
    month: 12,
  },
  {
    title: 'Opcentiemen op de onroerende voorheffing voor {next}',
    about: 'De opcentiemen op de onroerende voorheffing worden vastgesteld.',
    why: 'De financiële toestand van de gemeente vraagt om deze ontvangst.',
    articles: ['Voor het aanslagjaar {next} worden 900 opcentiemen geheven.'],
    law: TAX,
    month: 12,
  },
  {
    title: 'Belasting op de leegstand van woningen en gebouwen',
    about: 'Wie een woning langer dan een jaar leeg laat staan, betaalt een belasting.',
    why: 'Leegstand schaadt de buurt. Er is een tekort aan woningen.',
    articles: ['De belasting bedraagt {amount} euro voor een eerste jaar.', 'Ze wordt ingevorderd met een kohier.'],
    law: TAX,
  },
  {
    title: 'Retributiereglement op de inname van het openbaar domein',
    about: 'De gemeenteraad past de retributie op het innemen van straten en pleinen aan.',
    why: 'De bedragen waren zes jaar niet geïndexeerd.',
    articles: ['Een inname kost 15 euro per dag en per aanvraag.', 'Buurtfeesten zijn vrijgesteld.'],
    law: LOCAL,
  },
  {
    title: 'Subsidiereglement voor het verenigingsleven',
    about: 'De gemeenteraad bepaalt hoe verenigingen een werkingssubsidie krijgen.',
    why: 'De adviesraden werkten mee aan een eenvoudiger reglement.',
    articles: ['Elke erkende vereniging kan een subsidie vragen.', 'Een aanvraag wordt voor 1 oktober ingediend.'],
    law: LOCAL,
  },
  {
    title: 'Heraanleg van de {street}: lastvoorwaarden en gunningswijze',
    about: 'De {street} krijgt een nieuw wegdek en bredere voetpaden. De raming is {amount}000 euro.',
    why: 'Het wegdek is versleten en de riolering is niet gescheiden.',
    articles: [
      'De lastvoorwaarden en de raming van {amount}000 euro, btw niet inbegrepen, worden goedgekeurd.',
      'De opdracht wordt gegund met een openbare procedure.',
    ],
    law: PURCHASE,
  },
  {
    title: 'Aankoop van een perceel langs de {street}',
    about: 'De gemeente koopt grond langs de {street} voor een buurtpark.',
    why: 'Het schattingsverslag bevestigt de prijs. De aankoop dient het openbaar nut.',
    articles: [
      'De aankoop voor {amount}000 euro wordt goedgekeurd.',
      'De voorzitter en de algemeen directeur tekenen de akte.',
    ],
    law: LOCAL,
  },
  {
    title: 'Gebruiksovereenkomst voor een lokaal in de {street}',
    about: 'Een jeugdvereniging mag een lokaal van de gemeente in de {street} gebruiken.',
    why: 'De vereniging zocht een nieuw lokaal.',
    articles: ['De overeenkomst voor negen jaar wordt goedgekeurd.'],
    law: LOCAL,
  },
  {
    title: 'Politieverordening: verbod op vuurwerk',
    about: 'Vuurwerk is verboden, ook bij de jaarwisseling.',
    why: 'Mensen en dieren hebben er last van. Er gebeurden ongevallen.',
    articles: ['Vuurwerk afsteken is verboden op het hele grondgebied van {town}.', 'Een overtreding wordt beboet.'],
    law: POLICE,
  },
  {
    title: 'Charter gezonde gemeente',
    about: 'De gemeente tekent het charter gezonde gemeente.',
    why: 'Gezond leven is een doel van het meerjarenplan.',
    articles: ['De gemeenteraad keurt het charter goed.'],
    law: LOCAL,
  },
  {
    title: 'Samenwerkingsovereenkomst met de buurgemeenten over de bibliotheek',
    about: 'De bibliotheken van de streek delen één catalogus en één lidkaart.',
    why: 'Inwoners lenen over de grens van de gemeente.',
    articles: ['De overeenkomst wordt goedgekeurd.', 'De bijdrage is {amount} euro per jaar.'],
    law: LOCAL,
  },
  {
    title: 'Mandaat voor de algemene vergadering van de intercommunale',
    about: 'De vertegenwoordiger van {town} krijgt een mandaat voor de algemene vergadering.',
    why: 'De agenda van de vergadering werd bezorgd.',
    articles: ['De agendapunten worden goedgekeurd.', 'De vertegenwoordiger stemt overeenkomstig dit besluit.'],
    law: LOCAL,
  },
  {
    title: 'Vraag: veiligheid van fietsers in de {street}',
    about: 'Een raadslid vraagt wat het college doet voor fietsers in de {street}.',
    why: 'Het raadslid bezorgde de vraag vijf dagen vooraf.',
    articles: ['De gemeenteraad neemt kennis van het antwoord.'],
    law: LOCAL,
  },
  {
    title: 'Aanstelling van een personeelslid in een leidende functie',
    about: 'De gemeenteraad stelt na een selectie een personeelslid aan.',
    why: 'De jury verklaarde de kandidaat geschikt.',
    articles: ['De aanstelling wordt goedgekeurd.'],
    law: LOCAL,
    closed: true,
  },
];
