import { BpmnModdle, type Element } from 'bpmn-moddle';

/** A process as another's reader finds it in a BPMN document. */
export interface Read {
  readonly warnings: readonly string[];
  readonly documentation: readonly string[];
  /** State after the first task. */
  readonly initial: string;
  /** What each state lets be done: activity → role and the state that follows. An end lets nothing be done. */
  readonly states: ReadonlyMap<string, ReadonlyMap<string, { readonly role: string; readonly to: string }>>;
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
  const roleOf = (task: Element): string => named(lanes.find((lane) => lane.flowNodeRef?.includes(task)));
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
