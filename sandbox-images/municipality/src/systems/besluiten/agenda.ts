import { html } from 'hono/html';
import { aboutItem, DOCUMENT, type Html, iri, itemIri, onDay, organ, page } from './fragments.ts';
import { type Held, moment, place, titled, zitting } from './held.ts';

/** The agenda, by the shape basic-agenda. */
export const agendaPage = (held: Held): Html => {
  const { sitting, council, items } = held;
  const agenda = iri('lblod/agendas', sitting.id);
  const body = html`<h1><span property="besluit:heeftAgenda" resource="${agenda}" typeof="foaf:Document ${DOCUMENT.agenda}">Agenda</span>
${organ(sitting.municipality, council)}, zitting van ${moment('besluit:geplandeStart', sitting.day, sitting.planned)}</h1>
<p about="${agenda}">Publicatie: ${onDay('eli:date_publication', sitting.agendaDay)}</p>${place(held)}
<ol>${items.map(
    (
      item,
      i,
    ) => html`<li property="besluit:behandelt" resource="${itemIri(item)}" typeof="besluit:Agendapunt">${aboutItem(item, items[i - 1])}
<p property="dct:description" datatype="xsd:string">${item.about}</p></li>`,
  )}</ol>`;
  return page(titled('Agenda', held), zitting(held, body));
};
