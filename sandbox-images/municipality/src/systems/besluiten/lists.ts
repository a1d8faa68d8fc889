import { html } from 'hono/html';
import { inWords } from '../../council/calendar.ts';
import type { Council } from '../../council/members.ts';
import type { Sitting } from '../../council/sittings.ts';
import type { Municipality } from '../../town/types.ts';
import { type Html, member, page } from './fragments.ts';

export const unitPath = (m: Municipality): string => `/${encodeURIComponent(m.name)}/Gemeente`;

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
      return html`<li>${inWords(s.day)}: <a href="${path}/agenda">agenda</a>${s.held ? html`, <a href="${path}/besluitenlijst">besluitenlijst</a>` : ''}${s.approved ? html`, <a href="${path}/notulen">notulen</a>` : ''}</li>`;
    })}</ul>${next === undefined ? '' : html`<p><a rel="next" href="${next}">Oudere zittingen</a></p>`}`,
  );

/** Who sits in the council now. */
export const membersPage = (m: Municipality, council: Council): Html =>
  page(
    `Mandatarissen van ${m.name}`,
    html`<h1>Mandatarissen van ${m.name}</h1><p>Van ${council.from} tot ${council.to}</p>
<ul>${council.members.map((someone) => html`<li>${member(someone)}</li>`)}</ul>`,
  );
