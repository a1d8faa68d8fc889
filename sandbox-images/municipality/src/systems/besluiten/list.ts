import { html } from 'hono/html';
import type { Item } from '../../council/items.ts';
import { dateOf } from '../../town/numbers/days.ts';
import { DOCUMENT, type Html, iri, meta, onDay, page } from './fragments.ts';
import { type Held, opening, titled, zitting } from './held.ts';
import { dutchText, generatedBy, treatment, voted } from './treatment.ts';

/** What came from an item in the list of decisions: the decision in short. */
const decided = (
  held: Held,
  item: Item,
): Html => html`<div property="prov:generated" resource="${iri('besluiten', item.decision)}" typeof="besluit:Besluit">${meta('eli:title', item.title)}
<p property="eli:description" datatype="xsd:string">${item.about}</p>${dutchText}${generatedBy(item)}${meta('eli:date_publication', dateOf(held.sitting.listDay), 'xsd:date')}
<a href="${held.path}/uittreksels/${item.decision}">Uittreksel</a></div>`;

/** How an item went, with the vote and the decision that came from it. */
const treated = (held: Held, item: Item, i: number): Html =>
  html`${treatment(
    held,
    item,
    i,
    html`
${item.outcome === 'Goedgekeurd' ? decided(held, item) : ''}
${item.outcome === 'Verdaagd' ? html`<p>Verdaagd.</p>` : voted(item)}`,
  )}`;

/** The list of decisions, by the shape decision-list. */
export const listPage = (held: Held): Html => {
  const list = iri('lblod/besluitenlijsten', held.sitting.id);
  const body = html`<h1><span property="besluit:heeftBesluitenlijst" resource="${list}" typeof="foaf:Document ${DOCUMENT.besluitenlijst}">Besluitenlijst</span></h1>
<p about="${list}">Publicatie: ${onDay('eli:date_publication', held.sitting.listDay)}</p>${opening(held)}
${held.items.map((item, i) => treated(held, item, i))}`;
  return page(titled('Besluitenlijst', held), zitting(held, body));
};
