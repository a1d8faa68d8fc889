import { html } from 'hono/html';
import { inWords } from '../../council/calendar.ts';
import type { Item } from '../../council/items.ts';
import { dateOf } from '../../town/numbers/days.ts';
import { DOCUMENT, type Html, iri, meta, onDay, organ, page } from './fragments.ts';
import type { Held } from './held.ts';
import { dutchText, substance } from './treatment.ts';

/** Days from publication until a decision holds: article 288 of the decree on local government. */
const INTO_FORCE = 5;

/** One decision, by the shape decision. */
export const decisionPage = (held: Held, item: Item): Html => {
  const { sitting } = held;
  const body = html`<p><span property="besluit:heeftUittreksel" resource="${iri('lblod/uittreksels', item.decision)}" typeof="foaf:Document ${DOCUMENT.uittreksel}">Uittreksel</span>
uit de zitting van <a href="${held.path}/besluitenlijst">${inWords(sitting.day)}</a></p>
<article resource="${iri('besluiten', item.decision)}" typeof="besluit:Besluit"><h1 property="eli:title" datatype="xsd:string">${item.title}</h1>
<p>Genomen door ${organ(sitting.municipality, held.council, 'eli:passed_by')}</p>${dutchText}
<p property="eli:description" datatype="xsd:string">${item.about}</p>${substance(item, 2)}
<p>Publicatie: ${onDay('eli:date_publication', sitting.listDay)}</p>${meta('eli:first_date_entry_in_force', dateOf(sitting.listDay + INTO_FORCE), 'xsd:date')}
</article>`;
  return page(`${item.title} (${sitting.municipality.name})`, body);
};
