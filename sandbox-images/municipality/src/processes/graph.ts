import { isEnd } from './machine.ts';
import { FILE, type LocalProcess, type Role } from './process.ts';

/** A node of the drawing of a process. */
export interface Node {
  readonly id: string;
  readonly kind: 'startEvent' | 'userTask' | 'exclusiveGateway' | 'endEvent';
  readonly name: string;
  readonly lane: Role;
}
export interface Flow {
  readonly id: string;
  readonly from: Node;
  readonly to: Node;
}
export interface Graph {
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
}

/**
 * A state machine as the flow of BPMN: an activity is a task in the lane of its role; a state is the gateway where it is
 * decided which activity follows, or an end event where none does.
 */
export function graphOf(process: LocalProcess): Graph {
  const start: Node = { id: 'Start', kind: 'startEvent', name: process.title, lane: 'indiener' };
  const filing: Node = { id: `Taak_${FILE}`, kind: 'userTask', name: 'Indienen', lane: 'indiener' };
  const states = new Map(
    Object.entries(process.states).map(([state, name]): [string, Node] => [
      state,
      {
        id: `Status_${state}`,
        kind: isEnd(process, state) ? 'endEvent' : 'exclusiveGateway',
        name,
        lane: 'behandelaar',
      },
    ]),
  );
  const tasks = process.activities.map((activity) => ({
    activity,
    node: { id: `Taak_${activity.name}`, kind: 'userTask', name: activity.title, lane: activity.role } satisfies Node,
  }));
  const state = (name: string): Node => {
    const found = states.get(name);
    if (found === undefined) throw new Error(`${process.id} has no state ${name}`);
    return found;
  };
  const pairs: (readonly [Node, Node])[] = [
    [start, filing],
    [filing, state(process.initial)],
    ...tasks.flatMap(({ activity: { from, to }, node }) => [
      ...from.map((name): readonly [Node, Node] => [state(name), node]),
      [node, state(to)] as const,
    ]),
  ];
  return {
    nodes: [start, filing, ...states.values(), ...tasks.map(({ node }) => node)],
    flows: pairs.map(([from, to], i) => ({ id: `Stroom_${i + 1}`, from, to })),
  };
}
