import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { asJson, call, jsonOf, lever, openSmall } from '../testing/open.ts';
import { PROCESSES } from './all.ts';
import { lawOf } from './bpmn.ts';
import { pastOf } from './past.ts';
import type { LocalProcess } from './process.ts';
import { type Read, readBpmn, waysTo } from './testing/read-bpmn.ts';
import { fileExample } from './testing/story.ts';

const withState = z.looseObject({ status: z.string() });
const m = await openSmall();
const read = async (process: LocalProcess): Promise<Read> => {
  const answer = await call(m, process.id, '/v1/proces.bpmn');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
  return readBpmn(await answer.text());
};

/** Does it as a service or as a civil servant; the state after it, or the status that refused. */
async function attempt(process: LocalProcess, id: string, activity: string, role: string): Promise<string | number> {
  if (role === 'indiener') {
    const body = JSON.stringify({ activiteit: activity, toelichting: 'Omdat het zo is.' });
    const answer = await call(m, process.id, `/v1/zaken/${id}/acties`, { method: 'POST', headers: asJson(), body });
    return answer.status === 200 ? (await jsonOf(answer, withState)).status : answer.status;
  }
  const answer = await lever(m, 'POST', `/cases/${process.id}/${id}`, { activity, note: 'Omdat het zo is.' });
  return answer.status === 200 ? (await jsonOf(answer, z.looseObject({ state: z.string() }))).state : answer.status;
}

describe.each(PROCESSES.map((process) => [process.id, process] as const))('%s', (_, process) => {
  test('is BPMN 2.0 to another reader, whole, with its laws, and drawn', async () => {
    const { warnings, documentation, root } = await read(process);
    expect(warnings).toEqual([]);
    expect(root.$type).toBe('bpmn:Definitions');
    for (const law of process.legalBasis) expect(documentation).toContain(lawOf(law));
    const elements = root.rootElements?.flatMap(({ flowElements }) => flowElements ?? []) ?? [];
    for (const flow of elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow'))
      expect(flow.sourceRef?.outgoing?.includes(flow) && flow.targetRef?.incoming?.includes(flow)).toBe(true);
    const drawn = root.diagrams?.[0]?.plane?.planeElement ?? [];
    for (const element of elements) expect(drawn.some(({ bpmnElement }) => bpmnElement === element)).toBe(true);
    const boxes = drawn.flatMap(({ bounds, bpmnElement }) =>
      bounds === undefined || !/^(Taak|Status|Start)/.test(bpmnElement?.id ?? '')
        ? []
        : [{ ...bounds, of: bpmnElement }],
    );
    const within = (box: (typeof boxes)[number], x: number, y: number): boolean =>
      x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
          true,
        );
    // No line runs through what it does not lead to.
    for (const { waypoint = [], bpmnElement: flow } of drawn)
      for (const [i, to] of waypoint.entries()) {
        const from = waypoint[i - 1] ?? to;
        for (let t = 0; t <= 1; t += 0.02) {
          const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
          const crossed = boxes.filter((box) => within(box, x, y)).map((box) => box.of?.id);
          expect([flow?.id, crossed]).toEqual([flow?.id, []]);
        }
      }
  });

  test('lets be done what its drawing shows, in each state, and nothing else', async () => {
    const drawing = await read(process);
    const activities = [...new Set([...drawing.states.values()].flatMap((state) => [...state.keys()]))];
    const ways = waysTo(drawing);
    expect([...ways.keys()].sort()).toEqual(Object.keys(process.states).sort());
    for (const [state, way] of ways) {
      const at = async (): Promise<string> => {
        const id = await fileExample(m, process);
        for (const [activity, role] of way) await attempt(process, id, activity, role);
        return id;
      };
      let id = await at();
      for (const activity of activities) {
        for (const role of ['indiener', 'behandelaar']) {
          const shown = drawing.states.get(state)?.get(activity);
          const wanted = shown?.role === role ? shown.to : 409;
          expect([state, role, activity, await attempt(process, id, activity, role)]).toEqual([
            state,
            role,
            activity,
            wanted,
          ]);
          if (wanted !== 409) id = await at();
        }
      }
    }
  });

  test('is walked by each case of the event log, in the order of time', async () => {
    const { initial, states } = await read(process);
    const cases = Map.groupBy(pastOf(m.shared.town, process), (event) => event.case);
    expect(cases.size).toBeGreaterThanOrEqual(8);
    for (const events of cases.values()) {
      expect(events[0]).toMatchObject({ activity: 'indienen', before: '', after: initial });
      for (const [i, { activity, role, before, after, at }] of events.slice(1).entries()) {
        expect(states.get(before)?.get(activity)).toEqual({ role, to: after });
        expect(before).toBe(events[i]?.after);
        expect(at > (events[i]?.at ?? '') && at < m.shared.town.date).toBe(true);
      }
    }
  });
});
