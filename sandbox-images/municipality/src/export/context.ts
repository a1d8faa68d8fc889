/** What no vocabulary has a word for. */
const OWN = 'urn:be.vlavirgem:term:';
const ADRES = 'https://data.vlaanderen.be/ns/adres#';
const GEBOUW = 'https://data.vlaanderen.be/ns/gebouw#';
const GENERIEK = 'https://data.vlaanderen.be/ns/generiek#';
const PERSOON = 'https://data.vlaanderen.be/ns/persoon#';
const IMPLEMENTATION = 'https://basisregisters.vlaanderen.be/implementatiemodel/';
const SCHEMA = 'http://schema.org/';
const ORG = 'http://www.w3.org/ns/org#';
const REGORG = 'http://www.w3.org/ns/regorg#';
const LOCN = 'http://www.w3.org/ns/locn#';
const link = (id: string): object => ({ '@id': id, '@type': '@id' });
const date = (id: string): object => ({ '@id': id, '@type': 'http://www.w3.org/2001/XMLSchema#date' });

/**
 * JSON-LD context of an export: names and IRIs of the base registers' contexts (v2) and of the OSLO vocabularies persoon,
 * organisatie and vereniging. The rest falls under
 * `@vocab`, names of this lab.
 */
export const CONTEXT = {
  '@context': {
    '@version': 1.1,
    '@vocab': OWN,
    Dataset: 'http://www.w3.org/ns/dcat#Dataset',
    Gemeente: `${ADRES}Gemeentenaam`,
    Straatnaam: `${ADRES}Straatnaam`,
    Adres: `${ADRES}Adres`,
    Gebouw: `${GEBOUW}Gebouw`,
    Gebouweenheid: `${GEBOUW}Gebouweenheid`,
    Persoon: 'http://www.w3.org/ns/person#Person',
    Gezin: `${PERSOON}Gezin`,
    GeregistreerdeOrganisatie: `${REGORG}RegisteredOrganization`,
    Vestiging: `${ORG}Site`,
    Vereniging: `${ORG}Organization`,
    Lidmaatschap: `${ORG}Membership`,
    objectId: `${GENERIEK}lokaleIdentificator`,
    versieId: `${GENERIEK}versieIdentificator`,
    identificator: `${GENERIEK}lokaleIdentificator`,
    gemeente: link('http://www.w3.org/ns/prov#wasAttributedTo'),
    gemeentenaam: `${ADRES}Gemeentenaam`,
    postcode: `${LOCN}postCode`,
    postnaam: `${ADRES}postnaam`,
    straatnaam: `${ADRES}Straatnaam`,
    straat: link(`${ADRES}heeftStraatnaam`),
    homoniemToevoeging: `${ADRES}homoniemToevoeging`,
    straatnaamStatus: `${ADRES}Straatnaam.status`,
    huisnummer: `${ADRES}huisnummer`,
    busnummer: `${ADRES}Adresvoorstelling.busnummer`,
    huisnummerObject: link(`${OWN}huisnummerObject`),
    adresStatus: `${ADRES}Adres.status`,
    officieelToegekend: `${ADRES}officieelToegekend`,
    lat: 'http://www.w3.org/2003/01/geo/wgs84_pos#lat',
    long: 'http://www.w3.org/2003/01/geo/wgs84_pos#long',
    gebouw: link(`${OWN}gebouw`),
    gebouwStatus: `${GEBOUW}Gebouw.status`,
    geometrieMethode: `${GEBOUW}methode`,
    wkt: 'http://www.opengis.net/ont/geosparql#asWKT',
    ligtOp: link(`${GEBOUW}ligtOp`),
    gebouweenheidStatus: `${GEBOUW}Gebouweenheid.status`,
    functie: `${GEBOUW}functie`,
    adres: link(`${GEBOUW}Gebouweenheid.adres`),
    perceelStatus: `${IMPLEMENTATION}gebouwenregister#Perceel%3Astatus`,
    registratie: `${PERSOON}registratie`,
    voornaam: 'http://xmlns.com/foaf/0.1/givenName',
    achternaam: 'http://xmlns.com/foaf/0.1/familyName',
    geboortedatum: `${SCHEMA}birthDate`,
    overlijdensdatum: date(`${SCHEMA}deathDate`),
    geslacht: `${PERSOON}geslacht`,
    nationaliteit: `${PERSOON}nationaliteit`,
    burgerlijkeStaat: `${PERSOON}heeftBurgerlijkeStaat`,
    gezin: link(`${PERSOON}isLidVan`),
    gezinsadres: link(`${PERSOON}gezinsadres`),
    referentiepersoon: { '@reverse': `${PERSOON}isHoofdVan`, '@type': '@id' },
    ouder: link(`${SCHEMA}parent`),
    tweedeOuder: link(`${SCHEMA}parent`),
    persoon: link(`${OWN}persoon`),
    eigenaar: link(`${OWN}eigenaar`),
    bewindvoerder: link(`${OWN}bewindvoerder`),
    ondernemingsnummer: 'http://www.w3.org/2004/02/skos/core#notation',
    vestigingsnummer: 'http://www.w3.org/2004/02/skos/core#notation',
    wettelijkeNaam: `${REGORG}legalName`,
    voorkeursnaam: 'http://www.w3.org/2004/02/skos/core#prefLabel',
    rechtstoestand: `${REGORG}orgStatus`,
    activiteitcode: `${REGORG}orgActivity`,
    zetel: link(`${ORG}hasRegisteredSite`),
    onderneming: link(`${OWN}onderneming`),
    vereniging: link('http://www.w3.org/2002/07/owl#sameAs'),
    startdatum: date(`${SCHEMA}startDate`),
    einddatum: date(`${SCHEMA}endDate`),
    organisatie: link(`${ORG}organization`),
    lid: link(`${ORG}member`),
    rol: `${ORG}role`,
    naam: 'http://www.w3.org/2004/02/skos/core#prefLabel',
    korteBeschrijving: 'http://purl.org/dc/terms/description',
    verenigingstype: `${ORG}classification`,
    locatie: link(`${ORG}hasSite`),
    email: `${SCHEMA}email`,
  },
} as const;
