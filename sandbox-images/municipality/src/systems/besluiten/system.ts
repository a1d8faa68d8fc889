import type { Context } from 'hono';
import { pageOf, pagingOf, readOnly, send, typeFor, unknown } from '../../catalogue/answer.ts';
import { Councils } from '../../council/councils.ts';
import type { Item } from '../../council/items.ts';
import type { Sitting } from '../../council/sittings.ts';
import { defineSystem } from '../../system.ts';
import { dayOf } from '../../town/numbers/days.ts';
import { folded } from '../../town/people/naming.ts';
import { townHalls } from '../../town/places/hall.ts';
import type { Municipality } from '../../town/types.ts';
import { agendaPage } from './agenda.ts';
import { decisionPage } from './decision.ts';
import type { Html } from './fragments.ts';
import type { Held } from './held.ts';
import { listPage } from './list.ts';
import { membersPage, sittingsPage, unitPath, unitsPage } from './lists.ts';
import { minutesPage } from './minutes.ts';

const HTML = ['text/html'] as const;

/** Answers with a page of HTML with RDFa, or 406. */
async function show(c: Context, page: Html): Promise<Response> {
  const type = typeFor(c, HTML);
  return type instanceof Response ? type : send(c, String(await page), type);
}

export default defineSystem({
  host: 'besluiten',
  title: 'Besluiten van de gemeenteraad',
  standard: 'Lokale Besluiten als Gelinkte Open Data (LBLOD), RDFa',
  examples: ({ town }) => {
    const [m] = town.municipalities;
    if (m === undefined) return [];
    const sittings = new Councils(town).sittings(m);
    const path = (which: (s: Sitting) => boolean): string =>
      `${unitPath(m)}/zittingen/${sittings.find(which)?.id ?? ''}`;
    return [
      { title: 'De zittingen', path: unitPath(m) },
      { title: 'De agenda van de laatste zitting', path: `${path((s) => s.held)}/agenda` },
      { title: 'Wat er beslist is', path: `${path((s) => s.held)}/besluitenlijst` },
      { title: 'Wie hoe stemde', path: `${path((s) => s.approved)}/notulen` },
    ];
  },
  routes(app, { town }) {
    const councils = new Councils(town);
    const hallOf = townHalls(town);
    const municipality = (c: Context): Municipality | undefined =>
      town.municipalities.find(({ name }) => folded(name) === folded(c.req.param('gemeente') ?? ''));

    /** The sitting of the path, or the 404 that says what is not there. */
    const sittingOf = (c: Context): Held | Response => {
      const m = municipality(c);
      if (m === undefined) return unknown(c, 'Onbestaande gemeente.');
      const sitting = councils.sittings(m).find(({ id }) => id === c.req.param('zitting'));
      if (sitting === undefined) return unknown(c, 'Onbestaande zitting.');
      const path = `${unitPath(m)}/zittingen/${sitting.id}`;
      return {
        sitting,
        council: councils.council(m, sitting.day),
        items: councils.items(sitting),
        ...councils.presence(sitting),
        hall: hallOf(m.nis),
        path,
      };
    };
    const decidedOf = (held: Held, id: string): Item | undefined =>
      held.items.find(({ decision, outcome }) => decision === id && outcome === 'Goedgekeurd');

    app.use(readOnly);
    app.get('/', (c) => show(c, unitsPage(town.municipalities)));

    app.get('/:gemeente/Gemeente', (c) => {
      const m = municipality(c);
      if (m === undefined) return unknown(c, 'Onbestaande gemeente.');
      const paging = pagingOf(c);
      if (paging instanceof Response) return paging;
      const page = pageOf(c, councils.sittings(m), paging);
      return page instanceof Response ? page : show(c, sittingsPage(m, page.items, page.next));
    });
    app.get('/:gemeente/Gemeente/mandatarissen', (c) => {
      const m = municipality(c);
      return m === undefined
        ? unknown(c, 'Onbestaande gemeente.')
        : show(c, membersPage(m, councils.council(m, dayOf(town.date))));
    });
    app.get('/:gemeente/Gemeente/zittingen/:zitting/agenda', (c) => {
      const held = sittingOf(c);
      return held instanceof Response ? held : show(c, agendaPage(held));
    });
    app.get('/:gemeente/Gemeente/zittingen/:zitting/besluitenlijst', (c) => {
      const held = sittingOf(c);
      if (held instanceof Response) return held;
      return held.sitting.held
        ? show(c, listPage(held))
        : unknown(c, 'De besluitenlijst van deze zitting is er nog niet.');
    });
    app.get('/:gemeente/Gemeente/zittingen/:zitting/notulen', (c) => {
      const held = sittingOf(c);
      if (held instanceof Response) return held;
      return held.sitting.approved
        ? show(c, minutesPage(held))
        : unknown(c, 'De notulen van deze zitting zijn nog niet goedgekeurd.');
    });
    app.get('/:gemeente/Gemeente/zittingen/:zitting/uittreksels/:besluit', (c) => {
      const held = sittingOf(c);
      if (held instanceof Response) return held;
      const item = held.sitting.held ? decidedOf(held, c.req.param('besluit')) : undefined;
      return item === undefined ? unknown(c, 'Onbestaand besluit.') : show(c, decisionPage(held, item));
    });
  },
});
