import { BpmnModdle, type Element } from 'bpmn-moddle';
import { LANES } from '../drawing.ts';
import type { Role } from '../process.ts';

/** A process as another's reader finds it in a BPMN document. */
export interface Read {
  readonly warnings: readonly string[];
  readonly documentation: readonly string[];
  /** State after the first task. */
  readonly initial: string;
  /** What each state lets be done: activity → role and the state that follows. An end lets nothing be done. */
  readonly states: ReadonlyMap<string, ReadonlyMap<string, { readonly role: Role; readonly to: string }>>;
  readonly root: Element;
}

const named = (element: Element | undefined): string => (element?.id ?? '').replace(/^(Status|Taak|Baan)_/, '');
const next = (element: Element | undefined): Element | undefined => element?.outgoing?.[0]?.targetRef;

/** Reads a BPMN document with bpmn-moddle, and walks it: nothing here knows how it was made. */
export async function readBpmn(xml: string): Promise<Read> {
  const { rootElement: root, warnings } = await new BpmnModdle().fromXML(xml);
  const process = root.rootElements?.find(({ $type }) => $type === 'bpmn:Process');
  const elements = process?.flowElements ?? [];
  const lanes = process?.laneSets?.flatMap((set) => set.lanes ?? []) ?? [];
  const roleOf = (task: Element): Role => {
    const lane = named(lanes.find(({ flowNodeRef }) => flowNodeRef?.includes(task)));
    const role = LANES.find((one) => one === lane);
    if (role === undefined) throw new Error(`${task.id} is in the lane of nobody: ${lane}`);
    return role;
  };
  const start = elements.find(({ $type }) => $type === 'bpmn:StartEvent');
  const states = new Map(
    elements
      .filter(({ $type }) => $type === 'bpmn:ExclusiveGateway' || $type === 'bpmn:EndEvent')
      .map((state) => [
        named(state),
        new Map(
          (state.outgoing ?? []).flatMap(({ targetRef: task }) =>
            task === undefined ? [] : [[named(task), { role: roleOf(task), to: named(next(task)) }] as const],
          ),
        ),
      ]),
  );
  return {
    warnings: warnings.map(({ message }) => message),
    documentation: (process?.documentation ?? []).map(({ text }) => text ?? ''),
    initial: named(next(next(start))),
    states,
    root,
  };
}

/** The shortest way to each state that the drawing knows. */
export function waysTo({ initial, states }: Read): Map<string, readonly (readonly [activity: string, role: Role])[]> {
  const ways = new Map<string, readonly (readonly [activity: string, role: Role])[]>([[initial, []]]);
  for (const [state, way] of ways)
    for (const [activity, { role, to }] of states.get(state) ?? [])
      if (!ways.has(to)) ways.set(to, [...way, [activity, role]]);
  return ways;
}
