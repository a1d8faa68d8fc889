import { PROCESSES } from '../../processes/all.ts';
import type { LocalProcess } from '../../processes/process.ts';
import { type Read, waysTo } from '../../processes/testing/read-bpmn.ts';
import { type Asker, defineCheck, same, Wrong } from '../check.ts';
import { Desk, ROLES } from '../desk.ts';

/** Each thing that can be done in each state of each process. */
const MOVES = PROCESSES.flatMap((process) =>
  process.activities.flatMap(({ name, from }) => from.map((state) => ({ process, name, state }))),
);
const WHY = 'Omdat het zo is.';

const desks = new WeakMap<Asker, Promise<Desk>>();
function deskOf(asker: Asker): Promise<Desk> {
  const known = desks.get(asker) ?? Desk.open(asker);
  desks.set(asker, known);
  return known;
}

/** A case in a state: each role is offered what the drawing lets it do, and refused all else without a trace. */
async function holdsIn(desk: Desk, process: LocalProcess, id: string, { states }: Read, state: string): Promise<void> {
  const shown = await desk.read(process, id);
  same('state', shown.behandelaar.status, state);
  for (const role of ROLES) {
    const may = [...(states.get(state) ?? [])].filter(([, move]) => move.role === role).map(([name]) => name);
    same(`offered in ${state} to ${role}`, shown[role].acties.map(({ naam }) => naam).sort(), may.sort());
    const names = [...process.activities.map(({ name }) => name), 'verzonnen'];
    for (const activiteit of new Set(names.filter((name) => !may.includes(name))))
      await desk.act(process, id, role, { activiteit, toelichting: WHY }, 409);
    for (const { naam, toelichting } of shown[role].acties)
      if (toelichting) await desk.act(process, id, role, { activiteit: naam }, 400);
    await desk.act(process, id, role, { toelichting: WHY }, 400);
  }
  same('after what was refused', await desk.read(process, id), shown);
}

/** A case led to a state by the drawing, and one thing done there: at the desk of civil servants, or by the service that filed it. */
export default defineCheck({
  name: 'worklist',
  count: () => MOVES.length,
  record: (_, i) => `werklijst /v1/zaken/${MOVES[i]?.process.id}/…/acties (${MOVES[i]?.name} from ${MOVES[i]?.state})`,
  async examine(asker, i) {
    const move = MOVES[i];
    if (move === undefined) return;
    const { process, name, state } = move;
    const desk = await deskOf(asker);
    const drawing = await desk.drawing(process);
    const way = waysTo(drawing).get(state);
    const next = drawing.states.get(state)?.get(name);
    if (way === undefined || next === undefined) throw new Wrong(`the drawing has no ${name} from ${state}`);
    const id = await desk.file(process);
    for (const [activiteit, role] of way) await desk.act(process, id, role, { activiteit, toelichting: WHY }, 200);
    await holdsIn(desk, process, id, drawing, state);
    await desk.act(process, id, next.role, { activiteit: name, toelichting: WHY }, 200);
    await holdsIn(desk, process, id, drawing, next.to);
  },
});
