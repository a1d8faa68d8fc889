import type { z } from 'zod';
import type { Town } from '../town/types.ts';
import type { Case, Event } from './cases.ts';
import { later } from './filing.ts';
import { isEnd, possible } from './machine.ts';
import type { LocalProcess, Role, Rule } from './process.ts';
import type { detailSchema, eventSchema, processSchema, ruleSchema, summarySchema } from './shapes.ts';

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A case without anything of who filed it; `role`: who reads it, and what they may do. */
export function summaryOf(process: LocalProcess, one: Case, role: Role): z.infer<typeof summarySchema> {
  const said = one.history.findLast((event) => event.role === 'behandelaar' && event.note !== '');
  return {
    id: one.id,
    zaaknummer: one.number,
    proces: one.process,
    soort: one.filing.soort,
    status: one.state,
    statusnaam: process.states[one.state] ?? one.state,
    ingediend: one.history[0]?.at ?? '',
    gewijzigd: one.history.at(-1)?.at ?? '',
    streefdatum: orNull(one.due),
    regel: one.rule,
    eurocent: one.amount,
    adres: `https://data.vlaanderen.be/id/adres/${one.address}`,
    bericht: said?.note ?? null,
    acties: possible(process, one.state, role).map(({ name, title, explained }) => ({
      naam: name,
      titel: title,
      toelichting: explained === true,
    })),
  };
}

/** A case whole, with who filed it: whoever hands it over accounts for that. */
export function detailOf(town: Town, process: LocalProcess, one: Case, role: Role): z.infer<typeof detailSchema> {
  const who = one.subject === '' ? undefined : town.people.byId(one.subject);
  return {
    ...summaryOf(process, one, role),
    indiener:
      who === undefined ? null : { insz: who.insz, naam: { voornaam: who.givenName, achternaam: who.familyName } },
    inhoud: { ...one.filing },
    geschiedenis: one.history.map(({ activity, role: rol, before, after, at, note }) => ({
      activiteit: activity,
      rol,
      van: orNull(before),
      naar: after,
      op: at,
      toelichting: orNull(note),
    })),
  };
}

/** An event of the feed, CloudEvents 1.0. `base`: where the system lives. */
export const cloudEvent = (event: Event, sequence: number, base: string): z.infer<typeof eventSchema> => ({
  specversion: '1.0',
  id: `${event.process}-${sequence}`,
  source: `${base}/v1/gebeurtenissen`,
  type: `be.vlavirgem.${event.process}.${event.activity}`,
  subject: event.case,
  time: event.at,
  sequence: String(sequence),
  datacontenttype: 'application/json',
  data: {
    zaak: `${base}/v1/zaken/${event.case}`,
    activiteit: event.activity,
    rol: event.role,
    van: orNull(event.before),
    naar: event.after,
    regel: event.rule,
  },
});

export const rulesShown = (rules: readonly Rule[]): z.infer<typeof ruleSchema>[] =>
  rules.map(({ from, values, source }, i) => {
    const next = rules[i + 1];
    return {
      geldigVanaf: from,
      geldigTot: next === undefined ? null : later(next.from, -1),
      bron: source,
      waarden: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : [...value]]),
      ),
    };
  });

/** What a process is, with where its drawing, rules and event log are. */
export const processShown = (process: LocalProcess, base: string, opendata: string): z.infer<typeof processSchema> => ({
  id: process.id,
  titel: process.title,
  omschrijving: process.about,
  bpmn: `${base}/v1/proces.bpmn`,
  regels: `${base}/v1/regels`,
  openapi: `${base}/openapi.json`,
  gebeurtenislog: `${opendata}/datasets/gebeurtenissen-${process.id}`,
  grondslagen: process.legalBasis.map(({ title, article, says, site }) => ({
    titel: title,
    artikel: article ?? null,
    over: says,
    vindplaats: site,
  })),
  soorten: { ...process.kinds },
  statussen: Object.entries(process.states).map(([naam, titel]) => ({ naam, titel, einde: isEnd(process, naam) })),
  activiteiten: process.activities.map(({ name, title, role, from, to }) => ({
    naam: name,
    titel: title,
    rol: role,
    van: [...from],
    naar: to,
  })),
});
