import { day, dutch, iri, plain, type Thing } from '../../catalogue/linked.ts';
import { authorityOf } from '../../data/authorities.ts';
import type { Town } from '../../town/types.ts';
import type { Dataset } from './dataset.ts';
import { FORMATS, type FormatName } from './download.ts';

/** Terms of DCAT-AP Vlaanderen: the code lists that it prescribes. */
const LICENCE = 'https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0';
const PUBLIC = 'http://publications.europa.eu/resource/authority/access-right/PUBLIC';
const OPEN = 'https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA';
const PROFILE = 'https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL/erkendestandaard/2022-04-21';
const LDES = 'https://w3id.org/ldes/specification';
const THEMES = 'http://vocab.belgif.be/auth/datatheme';
const MEDIA = 'https://www.iana.org/assignments/media-types/';
const FILES: readonly FormatName[] = ['csv', 'json'];

export interface Where {
  readonly town: Town;
  /** `https://opendata.vlavirgem.test` */
  readonly base: string;
  /** Of the event stream of products. */
  readonly products: string;
  /** Domain of mail addresses, without a port. */
  readonly domain: string;
}

const concept = (id: string, label: string, scheme: string): Thing => ({
  id,
  types: ['skos:Concept'],
  says: { 'skos:prefLabel': dutch(label), 'skos:inScheme': iri(scheme) },
});

const publisherIri = ({ base }: Where): string => `${base}/id/uitgever`;

/** What datasets share: publisher, contact, licence, standard and the concepts that they point at. */
export const shared = (where: Where): Thing[] => {
  const names = where.town.municipalities.map(({ name }) => name).join(', ');
  return [
    { id: publisherIri(where), types: ['foaf:Agent'], says: { 'foaf:name': dutch(`Gemeente ${names}`) } },
    {
      id: `${where.base}/id/contact`,
      types: ['vcard:Organization'],
      says: { 'vcard:fn': dutch('Open data'), 'vcard:hasEmail': iri(`mailto:opendata@${where.domain}`) },
    },
    { id: LICENCE, types: ['dct:LicenseDocument'], says: { 'dct:title': dutch('Creative Commons Zero Verklaring') } },
    { id: PROFILE, types: ['dct:Standard'], says: { 'dct:title': dutch('DCAT-AP Vlaanderen') } },
    { id: LDES, types: ['dct:Standard'], says: { 'dct:title': dutch('Linked Data Event Streams') } },
    concept(PUBLIC, 'Publiek', 'http://publications.europa.eu/resource/authority/access-right'),
    concept(OPEN, 'Vlaamse open data', 'https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden'),
    concept(`${THEMES}/REGI`, 'Regio’s en steden', THEMES),
    concept(`${THEMES}/SOCI`, 'Bevolking en samenleving', THEMES),
    concept(`${THEMES}/GOVE`, 'Overheid en publieke sector', THEMES),
  ];
};

const datasetIri = ({ base }: Where, { id }: Dataset): string => `${base}/datasets/${id}`;

/** A dataset with its record and its distributions. */
export function describe(where: Where, dataset: Dataset): Thing[] {
  const { town, base } = where;
  const id = datasetIri(where, dataset);
  const files = FILES.map(
    (format): Thing => ({
      id: `${id}/${format}`,
      types: ['dcat:Distribution'],
      says: {
        'dct:identifier': plain(`${dataset.id}.${format}`),
        'dct:title': dutch(`${dataset.title} (${format.toUpperCase()})`),
        'dct:description': dutch(`${dataset.about} Als ${format.toUpperCase()}-bestand.`),
        'dcat:accessURL': iri(id),
        'dcat:downloadURL': iri(`${base}/downloads/${dataset.id}.${format}`),
        'dcat:mediaType': iri(MEDIA + FORMATS[format].type),
        'dct:license': iri(LICENCE),
      },
    }),
  );
  const stream: Thing = {
    id: `${id}/ldes`,
    types: ['dcat:Distribution'],
    says: {
      'dct:identifier': plain(`${dataset.id}.ldes`),
      'dct:title': dutch(`${dataset.title} (LDES)`),
      'dct:description': dutch('Elke versie van elk product, als Linked Data Event Stream.'),
      'dcat:accessURL': iri(where.products),
      'dcat:mediaType': iri(`${MEDIA}application/ld+json`),
      'dct:conformsTo': iri(LDES),
      'dct:license': iri(LICENCE),
    },
  };
  const distributions = dataset.id === 'producten' ? [...files, stream] : files;
  return [
    {
      id,
      types: ['dcat:Dataset'],
      says: {
        'dct:identifier': plain(dataset.id),
        'dct:title': dutch(dataset.title),
        'dct:description': dutch(dataset.about),
        'dcat:keyword': dutch(...dataset.keywords),
        'dcat:theme': iri(`${THEMES}/${dataset.theme}`),
        'dct:publisher': iri(publisherIri(where)),
        'dcat:contactPoint': iri(`${base}/id/contact`),
        'dct:accessRights': iri(PUBLIC),
        'mdcat:statuut': iri(OPEN),
        'dct:issued': day(town.date),
        'dct:modified': day(town.date),
        'dct:spatial': iri(
          ...town.municipalities.map(({ nis }) => `http://data.europa.eu/nuts/code/${authorityOf(nis).area}`),
        ),
        'dcat:distribution': iri(...distributions.map((d) => d.id)),
      },
    },
    {
      id: `${base}/records/${dataset.id}`,
      types: ['dcat:CatalogRecord'],
      says: {
        'dct:identifier': plain(`record-${dataset.id}`),
        'foaf:primaryTopic': iri(id),
        'dct:conformsTo': iri(PROFILE),
        'dct:modified': day(town.date),
      },
    },
    ...distributions,
  ];
}

/** The whole catalogue. */
export const catalogue = (where: Where, datasets: readonly Dataset[]): Thing[] => [
  {
    id: `${where.base}/catalogus`,
    types: ['dcat:Catalog'],
    says: {
      'dct:identifier': plain('catalogus'),
      'dct:title': dutch(`Open data van ${where.town.municipalities.map(({ name }) => name).join(', ')}`),
      'dct:description': dutch('Alle open data van een virtuele gemeente. Niets hier is echt.'),
      'dct:publisher': iri(publisherIri(where)),
      'dct:license': iri(LICENCE),
      'foaf:homepage': iri(`${where.base}/`),
      'dct:modified': day(where.town.date),
      'dcat:dataset': iri(...datasets.map((d) => datasetIri(where, d))),
      'dcat:record': iri(...datasets.map((d) => `${where.base}/records/${d.id}`)),
    },
  },
  ...datasets.flatMap((d) => describe(where, d)),
  ...shared(where),
];
