import { html } from 'hono/html';
import type { Item } from '../../council/items.ts';
import type { Member } from '../../council/members.ts';
import { DOCUMENT, type Html, iri, meta, page } from './fragments.ts';
import { type Held, opening, titled, zitting } from './held.ts';
import { dutchText, generatedBy, substance, treatment, voted } from './treatment.ts';

const referring = (property: string, members: readonly Member[]): Html =>
  html`${members.map(({ id }) => html`<span property="${property}" resource="${iri('mandatarissen', id)}"></span>`)}`;
const names = (members: readonly Member[]): string =>
  members.map(({ givenName, familyName }) => `${givenName} ${familyName}`).join(', ');

/** Who voted how: from somebody on, in the order of the seats, so many against and so many who abstained. */
function voters({ vote, id }: Item, there: readonly Member[]): readonly (readonly [string, string, Member[]])[] {
  const from = Number.parseInt(id.slice(0, 8), 16) % Math.max(1, there.length);
  const round = [...there.slice(from), ...there.slice(0, from)];
  const against = round.slice(0, vote.against);
  const abstained = round.slice(vote.against, vote.against + vote.abstained);
  return [
    ['Voor', 'besluit:heeftVoorstander', round.slice(vote.against + vote.abstained)],
    ['Tegen', 'besluit:heeftTegenstander', against],
    ['Onthouden', 'besluit:heeftOnthouder', abstained],
  ];
}

const byName = (held: Held, item: Item): Html =>
  html`${referring('besluit:heeftAanwezige', held.there)}${voters(item, held.there).map(([label, property, members]) =>
    members.length === 0 ? '' : html`<br>${label}: ${names(members)}.${referring(property, members)}`,
  )}`;

const decision = (
  item: Item,
): Html => html`<div property="prov:generated" resource="${iri('besluiten', item.decision)}" typeof="besluit:Besluit">${meta('eli:title', item.title)}
<p property="eli:description" datatype="xsd:string">${item.about}</p>${dutchText}${generatedBy(item)}${substance(item, 3)}</div>`;

const treated = (held: Held, item: Item, i: number): Html => {
  const before = held.items[i - 1];
  return treatment(
    held,
    item,
    i,
    html`${before === undefined ? '' : html`<span property="besluit:gebeurtNa" resource="${iri('behandelingen-van-agendapunten', before.treatment)}"></span>`}
${referring('besluit:heeftAanwezige', held.there)}
${item.outcome === 'Goedgekeurd' ? decision(item) : ''}${item.outcome === 'Verdaagd' ? html`<p>Verdaagd.</p>` : voted(item, byName(held, item))}`,
  );
};

/** The minutes, by the shape notulen: of the public part of the sitting, with who voted how. */
export const minutesPage = (held: Held): Html => {
  const open = { ...held, items: held.items.filter(({ kind }) => kind.closed !== true) };
  const body = html`<h1><span property="besluit:heeftNotulen" resource="${iri('lblod/notulen', held.sitting.id)}" typeof="foaf:Document ${DOCUMENT.notulen}">Notulen</span></h1>
${opening(open)}${open.items.map((item, i) => treated(open, item, i))}`;
  return page(titled('Notulen', held), zitting(held, body));
};
