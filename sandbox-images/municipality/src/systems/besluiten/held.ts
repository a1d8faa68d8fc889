import { html } from 'hono/html';
import { brussels, inWords } from '../../council/calendar.ts';
import type { Item } from '../../council/items.ts';
import type { Council } from '../../council/members.ts';
import type { Sitting } from '../../council/sittings.ts';
import type { Address } from '../../town/types.ts';
import { type Html, iri, member, meta, organ, secretary, text } from './fragments.ts';

/** What each page is made from. */
export interface Held {
  readonly sitting: Sitting;
  readonly council: Council;
  readonly items: readonly Item[];
  readonly there: Council['members'];
  readonly away: Council['members'];
  readonly hall: Address;
  /** Path of the sitting on this host. */
  readonly path: string;
}

export const moment = (property: string, day: number, minutes: number): Html =>
  html`<span property="${property}" datatype="xsd:dateTime" content="${brussels(day, minutes)}">${inWords(day)}, ${brussels(day, minutes).slice(11, 16)} uur</span>`;

export const place = ({ sitting, hall }: Held): Html =>
  html`<p>Plaats: <span property="prov:atLocation" resource="${iri('locaties', hall.id)}" typeof="prov:Location">${text('rdfs:label', `Raadzaal, ${hall.street} ${hall.houseNumber}, ${hall.postalCode} ${sitting.municipality.name}`)}</span></p>`;

export const zitting = ({ sitting }: Held, body: Html): Html =>
  html`<div resource="${iri('zittingen', sitting.id)}" typeof="besluit:Zitting">${body}</div>`;

export const titled = (what: string, { sitting }: Held): string =>
  `${what} van de gemeenteraad van ${sitting.municipality.name}, zitting van ${inWords(sitting.day)}`;

/** When it began and ended, where, and who was there: what lists of decisions and minutes begin with. */
export const opening = (held: Held): Html => {
  const { sitting, council, there, away } = held;
  const [chair] = there;
  return html`${organ(sitting.municipality, council)}, zitting van ${moment('prov:startedAtTime', sitting.day, sitting.start)}
${meta('besluit:geplandeStart', brussels(sitting.day, sitting.planned), 'xsd:dateTime')}${meta('prov:endedAtTime', brussels(sitting.day, sitting.end), 'xsd:dateTime')}
${place(held)}${chair === undefined ? '' : html`<p>Voorzitter: ${member(chair, 'besluit:heeftVoorzitter')}</p>`}
<p>Algemeen directeur: ${secretary(council)}</p>
<h2>Aanwezig</h2><ul>${there.map((m) => html`<li>${member(m, 'besluit:heeftAanwezigeBijStart')}</li>`)}</ul>
${away.length === 0 ? '' : html`<h2>Afwezig</h2><ul>${away.map((m) => html`<li>${member(m, 'ext:heeftAfwezigeBijStart')}</li>`)}</ul>`}`;
};
