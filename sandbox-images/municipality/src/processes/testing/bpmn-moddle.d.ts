/** What the tests use of bpmn-moddle 10, whose entry has no types. */
declare module 'bpmn-moddle' {
  export interface Element {
    readonly $type: string;
    readonly id?: string;
    readonly name?: string;
    readonly text?: string;
    readonly sourceRef?: Element;
    readonly targetRef?: Element;
    readonly incoming?: readonly Element[];
    readonly outgoing?: readonly Element[];
    readonly documentation?: readonly Element[];
    readonly rootElements?: readonly Element[];
    readonly flowElements?: readonly Element[];
    readonly flowNodeRef?: readonly Element[];
    readonly laneSets?: readonly Element[];
    readonly lanes?: readonly Element[];
    readonly diagrams?: readonly Element[];
    readonly plane?: Element;
    readonly planeElement?: readonly Element[];
    readonly bpmnElement?: Element;
    readonly bounds?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    readonly waypoint?: readonly { readonly x: number; readonly y: number }[];
  }
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ readonly rootElement: Element; readonly warnings: readonly Error[] }>;
  }
}
