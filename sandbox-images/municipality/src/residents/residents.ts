import { streetAddress } from '@proeftuin/contract/address';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { once } from '../once.ts';
import type { ListedAddress, Person, Town } from '../town/types.ts';
import { type Markup, PAGE_HEADERS, page } from './page.ts';
import { drawnOf, planPage } from './plan.ts';
import { type Asked, ON_PAGE, search } from './search.ts';

const MOST = 100;

/**
 * A browser of the residents, `/inwoners`: by name, address, edge case and conditions, with a plan of the streets. It shows personal
 * data of people who do not exist; a sandbox does not have it all the same, since a real town would not.
 */
export function residentPages(town: Town): (request: Request) => Promise<Response> {
  const app = new Hono();
  const drawn = once(() =>
    drawnOf(Array.from({ length: town.streets.count }, (_, index) => town.streets.byIndex(index).line)),
  );
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.res.headers.set(name, value);
  });
  app.get('/inwoners', (c) => {
    const text = (name: string) => (c.req.query(name) ?? '').trim().slice(0, MOST);
    const asked = { name: text('naam'), address: text('adres'), tag: text('label'), select: text('keuze') };
    const wanted = Number(text('pagina') || 1);
    const at = Number.isInteger(wanted) && wanted >= 1 && wanted <= 1_000_000 ? wanted - 1 : 0;
    const { people, more, why } = search(town, asked, at);
    return c.html(page('Inwoners', html`${form(town, asked)}${table(town, people, why)}${pages(asked, at, more)}`));
  });
  app.get('/inwoners/plan', (c) => c.html(planPage(town, drawn(), c.req.query('straat'))));
  app.notFound((c) => c.html(page('Niet gevonden', html`<p>Deze bladzijde is er niet.</p>`), 404));
  return async (request) => app.fetch(request);
}

const form = (town: Town, { name, address, tag, select }: Asked): Markup => html`<form method="get" action="/inwoners">
<div><label for="naam">Naam, persona of INSZ</label><input id="naam" name="naam" value="${name}"></div>
<div><label for="adres">Straat en huisnummer</label><input id="adres" name="adres" value="${address}"></div>
<div><label for="label">Randgeval</label><select id="label" name="label"><option value="">alle</option>
${[...town.people.tags()].map(
  ([each, count]) => html`<option value="${each}"${each === tag ? html` selected` : ''}>${each} (${count})</option>`,
)}</select></div>
<div><label for="keuze">Voorwaarden</label><input id="keuze" name="keuze" value="${select}" placeholder="age 18-30, household 3"></div>
<button>Zoek</button></form>`;

function table(town: Town, people: readonly Person[], why = ''): Markup {
  if (people.length === 0) return html`<p role="status">Niemand gevonden. ${why}</p>`;
  return html`<div class="wide" role="region" aria-label="Gevonden inwoners" tabindex="0"><table><thead><tr><th scope="col">Persona</th><th scope="col">Naam</th><th scope="col">INSZ</th>
<th scope="col">Geboren</th><th scope="col">Adres</th><th scope="col">Woont</th><th scope="col">Randgevallen</th></tr></thead>
<tbody>${people.map(
    (p) => html`<tr><td><code>${p.id}</code></td><td>${`${p.givenName} ${p.familyName}`.trim() || '(zonder naam)'}</td>
<td><code>${p.insz}</code></td><td>${p.birthDate}</td><td>${where(p.address)}</td><td>${housed(town, p)}</td><td>${p.tags.join(', ')}</td></tr>
`,
  )}</tbody></table></div>`;
}

const where = (address: ListedAddress | null): Markup | string =>
  address === null
    ? '(geen)'
    : html`<a href="/inwoners/plan?straat=${address.streetId}">${streetAddress(address)}</a>, ${address.postalCode} ${address.municipality}`;

/** Whose dwelling it lives in, and what else it owns. */
function housed({ ownership, addresses, people }: Town, { id, address, household }: Person): Markup {
  const owners = address === null ? [] : ownership.of(address.id);
  const own = owners.some((owner) => owner.kind === 'person' && household.includes(owner.person));
  const [landlord] = owners;
  const rents =
    landlord?.kind === 'person'
      ? html`huurt van ${people.byId(landlord.person)?.familyName ?? ''} (<code>${landlord.person}</code>)`
      : 'huurt van de gemeente';
  const other = ownership
    .heldBy(id)
    .map((index) => addresses.byIndex(index))
    .filter((held) => held.id !== address?.id);
  return html`${address === null ? '' : own ? 'in eigen woning' : rents}${other.map((held) => html`; bezit ${where(held)}`)}`;
}

/** Links to the page before and after; `at` counts from 0. */
function pages(asked: Asked, at: number, more: boolean): Markup {
  const link = (to: number, text: string) => {
    const query = new URLSearchParams({
      naam: asked.name,
      adres: asked.address,
      label: asked.tag,
      keuze: asked.select,
      pagina: `${to + 1}`,
    });
    return html`<a href="/inwoners?${query.toString()}">${text}</a>`;
  };
  return html`<nav aria-label="Bladzijden"><p>Bladzijde ${at + 1}, ${ON_PAGE} per bladzijde. ${
    at > 0 ? link(at - 1, 'Vorige') : ''
  } ${more ? link(at + 1, 'Volgende') : ''}</p></nav>`;
}
