import { html } from 'hono/html';
import type { Item } from '../../council/items.ts';
import { uuidOf } from '../../uuid.ts';
import { aboutItem, type Html, iri, itemIri, meta, text } from './fragments.ts';
import type { Held } from './held.ts';

/** How an item was dealt with, in the words that lists of decisions, minutes and decisions share. */
const treatmentIri = (item: Item): string => iri('behandelingen-van-agendapunten', item.treatment);

export const dutchText: Html = html`<span property="eli:language" resource="http://publications.europa.eu/resource/authority/language/NLD" typeof="skos:Concept"></span>`;
export const generatedBy = (item: Item): Html =>
  html`<span property="prov:wasGeneratedBy" resource="${treatmentIri(item)}"></span>`;

/** The treatment of the i-th item, around what is said of it. */
export const treatment = (held: Held, item: Item, i: number, said: Html): Html =>
  html`<section resource="${treatmentIri(item)}" typeof="besluit:BehandelingVanAgendapunt">
<h2 property="dct:subject" resource="${itemIri(item)}" typeof="besluit:Agendapunt">${i + 1}. ${aboutItem(item, held.items[i - 1])}</h2>
<span about="${iri('zittingen', held.sitting.id)}" property="besluit:behandelt" resource="${itemIri(item)}"></span>
${meta('besluit:openbaar', String(item.kind.closed !== true), 'xsd:boolean')}${said}</section>`;

/** The vote on an item; `more` is said of the same vote. */
export const voted = (item: Item, more: Html | '' = ''): Html => {
  const { vote } = item;
  return html`<p property="besluit:heeftStemming" resource="${iri('stemmingen', vote.id)}" typeof="besluit:Stemming">${meta('besluit:onderwerp', item.title)}
${meta('besluit:aantalVoorstanders', String(vote.for), 'xsd:integer')}${meta('besluit:aantalTegenstanders', String(vote.against), 'xsd:integer')}${meta('besluit:aantalOnthouders', String(vote.abstained), 'xsd:integer')}${meta('besluit:geheim', String(item.kind.closed === true), 'xsd:boolean')}
${text('besluit:gevolg', item.outcome)}: ${vote.for} voor, ${vote.against} tegen, ${vote.abstained} onthoudingen.${more}</p>`;
};

/** Why it was decided, on what law, and what the articles are; its headings are of the level below that of the decision. */
export const substance = (item: Item, level: 2 | 3): Html => {
  const heading = (text: string) => (level === 2 ? html`<h2>${text}</h2>` : html`<h3>${text}</h3>`);
  const decision = iri('besluiten', item.decision);
  const [law, site] = item.kind.law;
  const articles = item.articles.map(
    (article, i) => html`<div property="eli:has_part" resource="${decision}/artikel/${i + 1}" typeof="besluit:Artikel">
<strong property="eli:title" datatype="xsd:string">Artikel <span property="eli:number" datatype="xsd:string">${i + 1}</span></strong>${dutchText} <span property="prov:value" datatype="xsd:string">${article}</span></div>`,
  );
  return html`${heading('Motivering')}<div property="besluit:motivering" lang="nl"><p>${item.why}</p><p>Rechtsgrond:
<a property="eli:cites" href="${site}#${uuidOf(law)}" typeof="eli:LegalExpression">${text('eli:title', law)}</a></p></div>
${heading('Besluit')}<div property="prov:value" datatype="xsd:string">${articles}</div>`;
};
