import * as z from 'zod';
import { PROCESSES } from '../../processes/all.ts';
import { lawOf } from '../../processes/bpmn.ts';
import { later } from '../../processes/filing.ts';
import type { LocalProcess } from '../../processes/process.ts';
import { detailSchema, feedSchema, listSchema, processSchema, rulesSchema } from '../../processes/shapes.ts';
import { type Read, readBpmn } from '../../processes/testing/read-bpmn.ts';
import { fileExample } from '../../processes/testing/story.ts';
import { wrongBpmn } from '../../processes/testing/valid-bpmn.ts';
import { type Asker, defineCheck, holds, same } from '../check.ts';

const rowSchema = z.strictObject({
  zaak: z.uuid(),
  activiteit: z.string(),
  tijdstip: z.iso.datetime(),
  rol: z.enum(['indiener', 'behandelaar']),
  van: z.string().nullable(),
  naar: z.string(),
  soort: z.string(),
  niscode: z.string().regex(/^\d{5}$/),
  regel: z.iso.date(),
});

/** What is told of a process, its drawing (valid by OMG's schema) and its rules agree. */
async function agrees(asker: Asker, process: LocalProcess): Promise<Read> {
  const told = await asker.json(process.id, '/v1/proces', processSchema);
  const xml = await asker.text(process.id, new URL(told.bpmn).pathname);
  same('by the XSD of BPMN 2.0', wrongBpmn(xml), undefined);
  const drawing = await readBpmn(xml);
  same('what a reader of BPMN warns of', drawing.warnings, []);
  for (const law of process.legalBasis) holds(`no law ${law.title}`, drawing.documentation.includes(lawOf(law)));
  same('states drawn', [...drawing.states.keys()].sort(), told.statussen.map(({ naam }) => naam).sort());
  for (const { naam, einde } of told.statussen) same(`end at ${naam}`, drawing.states.get(naam)?.size === 0, einde);
  for (const { naam, rol, van, naar } of told.activiteiten)
    for (const state of van)
      same(`${naam} from ${state}`, drawing.states.get(state)?.get(naam), { role: rol, to: naar });
  const { regels, betekenis } = await asker.at(told.regels, rulesSchema);
  for (const [i, { geldigTot, waarden }] of regels.entries()) {
    const next = regels[i + 1];
    same('last day of a rule', geldigTot, next === undefined ? null : later(next.geldigVanaf, -1));
    same('values of a rule', Object.keys(waarden).sort(), Object.keys(betekenis).sort());
  }
  return drawing;
}

/** Each case of the event log walks the drawing from its start. */
async function walks(asker: Asker, { id }: LocalProcess, { initial, states }: Read): Promise<void> {
  const rows = await asker.json('opendata', `/downloads/gebeurtenissen-${id}.json`, z.array(rowSchema));
  for (const [zaak, events] of Map.groupBy(rows, (row) => row.zaak)) {
    for (const [i, { activiteit, rol, van, naar, tijdstip }] of events.entries()) {
      const before = events[i - 1];
      same(`state before ${activiteit} of ${zaak}`, van, before?.naar ?? null);
      holds(`order of ${zaak}`, before === undefined || before.tijdstip < tijdstip);
      if (before === undefined) same(`begin of ${zaak}`, naar, initial);
      else same(`${activiteit} of ${zaak}`, states.get(before.naar)?.get(activiteit), { role: rol, to: naar });
    }
  }
}

/** A local process: its description, drawing, rules and event log; and a case, as its service reads it. */
export default defineCheck({
  name: 'processes',
  count: () => PROCESSES.length,
  record: (_, i) => `${PROCESSES[i]?.id} /v1/proces`,
  async examine(asker, i) {
    const process = PROCESSES[i];
    if (process === undefined) return;
    await walks(asker, process, await agrees(asker, process));
    const id = await fileExample(asker.m, process);
    const { zaken } = await asker.json(process.id, '/v1/zaken', listSchema);
    const detail = await asker.json(process.id, `/v1/zaken/${id}`, detailSchema);
    same('state in the list', zaken.find((one) => one.id === id)?.status, detail.status);
    const { gebeurtenissen } = await asker.json(process.id, '/v1/gebeurtenissen', feedSchema);
    same('events of a case', gebeurtenissen.filter(({ subject }) => subject === id).length, detail.geschiedenis.length);
  },
});
