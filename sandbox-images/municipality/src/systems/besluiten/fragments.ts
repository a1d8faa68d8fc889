import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { inWords } from '../../council/calendar.ts';
import type { Item } from '../../council/items.ts';
import { type Council, type Member, ROLES } from '../../council/members.ts';
import { authorityOf } from '../../data/authorities.ts';
import { dateOf } from '../../town/numbers/days.ts';
import type { Municipality } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';

/** Pieces of RDFa that pages share. Each literal has its datatype: the language of the page would else become part of it. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const DATA = 'http://data.lblod.info/id';
export const iri = (kind: string, id: string): string => `${DATA}/${kind}/${id}`;
const concept = (list: string, code: string): string => `http://data.vlaanderen.be/id/concept/${list}/${code}`;

/** Kinds of document in the code list BesluitDocumentType. */
export const DOCUMENT = {
  agenda: 'https://data.vlaanderen.be/id/concept/BesluitDocumentType/13fefad6-a9d6-4025-83b5-e4cbee3a8965',
  besluitenlijst: 'https://data.vlaanderen.be/id/concept/BesluitDocumentType/3fa67785-ffdc-4b30-8880-2b99d97b4dee',
  notulen: 'https://data.vlaanderen.be/id/concept/BesluitDocumentType/8e791b27-7600-4577-b24e-c7c29e0eb773',
  uittreksel: 'https://data.vlaanderen.be/id/concept/BesluitDocumentType/9d5bfaca-bbf2-49dd-a830-769f91a6377b',
} as const;

const PREFIXES = Object.entries({
  besluit: 'http://data.vlaanderen.be/ns/besluit#',
  mandaat: 'http://data.vlaanderen.be/ns/mandaat#',
  persoon: 'http://data.vlaanderen.be/ns/persoon#',
  leidinggevenden: 'http://data.lblod.info/vocabularies/leidinggevenden/',
  ext: 'http://mu.semte.ch/vocabularies/ext/',
  eli: 'http://data.europa.eu/eli/ontology#',
  prov: 'http://www.w3.org/ns/prov#',
  person: 'http://www.w3.org/ns/person#',
  org: 'http://www.w3.org/ns/org#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
})
  .map(([prefix, namespace]) => `${prefix}: ${namespace}`)
  .join(' ');

export const page = (title: string, body: Html): Html => html`<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;overflow-wrap:break-word}</style></head>
<body prefix="${PREFIXES}"><main>${body}</main></body></html>
`;

/** A literal that is not shown, and one that is. */
export const meta = (property: string, content: string, type = 'xsd:string'): Html =>
  html`<span property="${property}" datatype="${type}" content="${content}"></span>`;
export const text = (property: string, content: string): Html =>
  html`<span property="${property}" datatype="xsd:string">${content}</span>`;
export const onDay = (property: string, day: number): Html =>
  html`<span property="${property}" datatype="xsd:date" content="${dateOf(day)}">${inWords(day)}</span>`;

const code = (property: string, list: string, id: string): Html =>
  html`<span property="${property}" resource="${concept(list, id)}" typeof="skos:Concept"></span>`;

/** The administrative unit, with its area. */
const unit = (
  m: Municipality,
): Html => html`<span property="besluit:bestuurt" resource="${authorityOf(m.nis).unit}" typeof="besluit:Bestuurseenheid"
>${meta('skos:prefLabel', m.name)}${code('besluit:classificatie', 'BestuurseenheidClassificatieCode', '5ab0e9b8a3b2ca7c5e000001')}<span property="besluit:werkingsgebied" resource="${iri('werkingsgebieden', uuidOf('werkingsgebied', m.nis))}" typeof="prov:Location">${meta('rdfs:label', m.name)}${meta('ext:werkingsgebiedNiveau', 'Gemeente')}</span></span>`;

/** What is said of an organ, without a space to be seen: agendas classify by org:classification, lists of decisions by besluit:classificatie. */
const aboutOrgan = (m: Municipality): Html =>
  html`${meta('skos:prefLabel', `Gemeenteraad ${m.name}`)}${code('org:classification', 'BestuursorgaanClassificatieCode', '5ab0e9b8a3b2ca7c5e000005')}${code('besluit:classificatie', 'BestuursorgaanClassificatieCode', '5ab0e9b8a3b2ca7c5e000005')}${unit(m)}`;

export const organIri = (m: Municipality, { from }: Council): string =>
  iri('bestuursorganen', uuidOf('gemeenteraad', m.nis, from));

/** The council in its period of office, as who holds the sitting. */
export const organ = (m: Municipality, council: Council, property = 'besluit:isGehoudenDoor'): Html =>
  html`<span property="${property}" resource="${organIri(m, council)}" typeof="besluit:Bestuursorgaan">Gemeenteraad ${m.name}${aboutOrgan(m)}<span property="mandaat:isTijdspecialisatieVan" resource="${iri('bestuursorganen', uuidOf('gemeenteraad', m.nis))}" typeof="besluit:Bestuursorgaan">${aboutOrgan(m)}</span></span>`;

const named = (member: Omit<Member, 'role'>): Html =>
  html`<span property="mandaat:isBestuurlijkeAliasVan" resource="${iri('personen', member.person)}" typeof="person:Person">${text('persoon:gebruikteVoornaam', member.givenName)} ${text('foaf:familyName', member.familyName)}</span>`;

/** Somebody with a mandate; as the object of a property of what it stands in, or by itself. */
export const member = (someone: Member, property?: string): Html => {
  const [label, role] = ROLES[someone.role];
  return html`<span ${property === undefined ? '' : html`property="${property}" `}resource="${iri('mandatarissen', someone.id)}" typeof="mandaat:Mandataris">${named(someone)}
(<span property="org:holds" resource="${iri('mandaten', uuidOf('mandaat', role))}" typeof="mandaat:Mandaat"><span property="org:role" resource="${concept('BestuursfunctieCode', role)}" typeof="skos:Concept">${text('skos:prefLabel', label)}</span></span>)</span>`;
};
export const secretary = ({ secretary: someone }: Council): Html =>
  html`<span property="besluit:heeftSecretaris" resource="${iri('functionarissen', someone.id)}" typeof="leidinggevenden:Functionaris">${named(someone)}</span>`;

export const itemIri = (item: Item): string => iri('agendapunten', item.id);

/** What is said of an item of the agenda; its element is the subject. */
export const aboutItem = (item: Item, before: Item | undefined): Html => html`${text('dct:title', item.title)}
${before === undefined ? '' : html`<span property="besluit:aangebrachtNa" resource="${itemIri(before)}" typeof="besluit:Agendapunt"></span>`}
${meta('besluit:geplandOpenbaar', String(item.kind.closed !== true), 'xsd:boolean')}`;
