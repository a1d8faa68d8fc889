import { html } from 'hono/html';
import { brussels, inWords } from '../../council/calendar.ts';
import type { Councils } from '../../council/councils.ts';
import type { Item } from '../../council/items.ts';
import type { Council } from '../../council/members.ts';
import type { Sitting } from '../../council/sittings.ts';
import type { Address, Municipality } from '../../town/types.ts';
import { uuidOf } from '../../uuid.ts';
import {
  aboutItem,
  DOCUMENT,
  type Html,
  iri,
  itemIri,
  member,
  meta,
  onDay,
  organ,
  page,
  secretary,
  text,
} from './fragments.ts';

/** What each page is made from. */
export interface Held {
  readonly sitting: Sitting;
  readonly council: Council;
  readonly items: readonly Item[];
  readonly hall: Address;
  /** Path of the sitting on this host. */
  readonly path: string;
}

export const unitPath = (m: Municipality): string => `/${encodeURIComponent(m.name)}/Gemeente`;

const moment = (property: string, day: number, minutes: number): Html =>
  html`<span property="${property}" datatype="xsd:dateTime" content="${brussels(day, minutes)}">${inWords(day)}, ${brussels(day, minutes).slice(11, 16)} uur</span>`;

const place = ({ sitting, hall }: Held): Html =>
  html`<p>Plaats: <span property="prov:atLocation" resource="${iri('locaties', hall.id)}" typeof="prov:Location">${text('rdfs:label', `Raadzaal, ${hall.street} ${hall.houseNumber}, ${hall.postalCode} ${sitting.municipality.name}`)}</span></p>`;

const zitting = ({ sitting }: Held, body: Html): Html =>
  html`<div resource="${iri('zittingen', sitting.id)}" typeof="besluit:Zitting">${body}</div>`;

const titled = (what: string, { sitting }: Held): string =>
  `${what} van de gemeenteraad van ${sitting.municipality.name}, zitting van ${inWords(sitting.day)}`;

/** All municipalities of the sandbox. */
export const unitsPage = (all: readonly Municipality[]): Html =>
  page(
    'Besluiten',
    html`<h1>Besluiten van de gemeenteraad</h1><ul>${all.map((m) => html`<li><a href="${unitPath(m)}">${m.name}</a></li>`)}</ul>`,
  );

/** A page of the sittings of one council, newest first. */
export const sittingsPage = (m: Municipality, sittings: readonly Sitting[], next: string | undefined): Html =>
  page(
    `Zittingen van de gemeenteraad van ${m.name}`,
    html`<h1>Zittingen van de gemeenteraad van ${m.name}</h1><p><a href="${unitPath(m)}/mandatarissen">Mandatarissen</a></p>
<ul>${sittings.map((s) => {
      const path = `${unitPath(m)}/zittingen/${s.id}`;
      return html`<li>${inWords(s.day)}: <a href="${path}/agenda">agenda</a>${s.held ? html`, <a href="${path}/besluitenlijst">besluitenlijst</a>` : ''}</li>`;
    })}</ul>${next === undefined ? '' : html`<p><a rel="next" href="${next}">Oudere zittingen</a></p>`}`,
  );

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

/** How an item went, with the vote and the decision that came from it. */
const treated = (held: Held, item: Item, i: number): Html => {
  const { vote } = item;
  const decided = item.outcome === 'Goedgekeurd';
  const decision = iri('besluiten', item.decision);
  return html`<section resource="${iri('behandelingen-van-agendapunten', item.treatment)}" typeof="besluit:BehandelingVanAgendapunt">
<h2 property="dct:subject" resource="${itemIri(item)}" typeof="besluit:Agendapunt">${i + 1}. ${aboutItem(item, held.items[i - 1])}</h2>
<span about="${iri('zittingen', held.sitting.id)}" property="besluit:behandelt" resource="${itemIri(item)}"></span>
${meta('besluit:openbaar', String(item.kind.closed !== true), 'xsd:boolean')}
${
  decided
    ? html`<div property="prov:generated" resource="${decision}" typeof="besluit:Besluit">${meta('eli:title', item.title)}
<p property="eli:description" datatype="xsd:string">${item.about}</p>
<span property="eli:language" resource="http://publications.europa.eu/resource/authority/language/NLD" typeof="skos:Concept"></span>
<span property="prov:wasGeneratedBy" resource="${iri('behandelingen-van-agendapunten', item.treatment)}"></span>${meta('eli:date_publication', brussels(held.sitting.listDay, 0).slice(0, 10), 'xsd:date')}
<a href="${held.path}/uittreksels/${item.decision}">Uittreksel</a></div>`
    : ''
}
${
  item.outcome === 'Verdaagd'
    ? html`<p>Verdaagd.</p>`
    : html`<p property="besluit:heeftStemming" resource="${iri('stemmingen', vote.id)}" typeof="besluit:Stemming">${meta('besluit:onderwerp', item.title)}
${meta('besluit:aantalVoorstanders', String(vote.for), 'xsd:integer')}${meta('besluit:aantalTegenstanders', String(vote.against), 'xsd:integer')}${meta('besluit:aantalOnthouders', String(vote.abstained), 'xsd:integer')}${meta('besluit:geheim', String(item.kind.closed === true), 'xsd:boolean')}
${text('besluit:gevolg', item.outcome)}: ${vote.for} voor, ${vote.against} tegen, ${vote.abstained} onthoudingen.</p>`
}</section>`;
};

/** The list of decisions, by the shape decision-list. */
export const listPage = (held: Held, councils: Councils): Html => {
  const { sitting, council, items } = held;
  const list = iri('lblod/besluitenlijsten', sitting.id);
  const { there, away } = councils.presence(sitting);
  const [chair] = there;
  const body = html`<h1><span property="besluit:heeftBesluitenlijst" resource="${list}" typeof="foaf:Document ${DOCUMENT.besluitenlijst}">Besluitenlijst</span>
${organ(sitting.municipality, council)}, zitting van ${moment('prov:startedAtTime', sitting.day, sitting.start)}</h1>
${meta('besluit:geplandeStart', brussels(sitting.day, sitting.planned), 'xsd:dateTime')}${meta('prov:endedAtTime', brussels(sitting.day, sitting.end), 'xsd:dateTime')}
<p about="${list}">Publicatie: ${onDay('eli:date_publication', sitting.listDay)}</p>${place(held)}
${chair === undefined ? '' : html`<p>Voorzitter: ${member(chair, 'besluit:heeftVoorzitter')}</p>`}
<p>Algemeen directeur: ${secretary(council)}</p>
<h2>Aanwezig</h2><ul>${there.map((m) => html`<li>${member(m, 'besluit:heeftAanwezigeBijStart')}</li>`)}</ul>
${away.length === 0 ? '' : html`<h2>Afwezig</h2><ul>${away.map((m) => html`<li>${member(m, 'ext:heeftAfwezigeBijStart')}</li>`)}</ul>`}
${items.map((item, i) => treated(held, item, i))}`;
  return page(titled('Besluitenlijst', held), zitting(held, body));
};

/** One decision, by the shape decision. */
export const decisionPage = (held: Held, item: Item): Html => {
  const decision = iri('besluiten', item.decision);
  const articles = item.articles.map(
    (article, i) => html`<div property="eli:has_part" resource="${decision}/artikel/${i + 1}" typeof="besluit:Artikel">
<strong>Artikel <span property="eli:number" datatype="xsd:string">${i + 1}</span></strong> <span property="prov:value" datatype="xsd:string">${article}</span></div>`,
  );
  const [law, site] = item.kind.law;
  const body = html`<p><span property="besluit:heeftUittreksel" resource="${iri('lblod/uittreksels', item.decision)}" typeof="foaf:Document ${DOCUMENT.uittreksel}">Uittreksel</span>
uit de zitting van <a href="${held.path}/besluitenlijst">${inWords(held.sitting.day)}</a></p>
<article resource="${decision}" typeof="besluit:Besluit"><h1 property="eli:title" datatype="xsd:string">${item.title}</h1>
<p>Genomen door ${organ(held.sitting.municipality, held.council, 'eli:passed_by')}</p>
<span property="eli:language" resource="http://publications.europa.eu/resource/authority/language/NLD" typeof="skos:Concept"></span>
<p property="eli:description" datatype="xsd:string">${item.about}</p>
<h2>Motivering</h2><div property="besluit:motivering" lang="nl"><p>${item.why}</p><p>Rechtsgrond:
<a property="eli:cites" href="${site}#${uuidOf(law)}" typeof="eli:LegalExpression">${text('eli:title', law)}</a></p></div>
<h2>Besluit</h2><div property="prov:value" datatype="xsd:string">${articles}</div>
<p>Publicatie: ${onDay('eli:date_publication', held.sitting.listDay)}</p>${meta('eli:first_date_entry_in_force', brussels(held.sitting.listDay + 5, 0).slice(0, 10), 'xsd:date')}
</article>`;
  return page(`${item.title} (${held.sitting.municipality.name})`, body);
};

/** Who sits in the council now. */
export const membersPage = (m: Municipality, council: Council): Html =>
  page(
    `Mandatarissen van ${m.name}`,
    html`<h1>Mandatarissen van ${m.name}</h1><p>Van ${council.from} tot ${council.to}</p>
<ul>${council.members.map((someone) => html`<li>${member(someone)}</li>`)}</ul>`,
  );
