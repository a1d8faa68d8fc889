import { escapeHtml } from '../catalogue/answer.ts';
import { type Box, draw, LANES } from './drawing.ts';
import { graphOf, type Node } from './graph.ts';
import type { LegalBasis, LocalProcess, Role } from './process.ts';

const ROLES: Readonly<Record<Role, string>> = { indiener: 'Indiener', behandelaar: 'Behandelaar (gemeente)' };

/** A law in one line: title, article, what for. */
export const lawOf = ({ title, article, says }: LegalBasis): string =>
  `${title}${article === undefined ? '' : `, artikel ${article}`}: ${says}`;

/**
 * A process as BPMN 2.0 (OMG formal/2011-01-03; ISO/IEC 19510) with its diagram, made from the very state machine that
 * answers requests. `base` is where the system lives: `https://inname.vlavirgem.test`.
 */
export function bpmnOf(process: LocalProcess, base: string): string {
  const graph = graphOf(process);
  const drawing = draw(graph);
  const e = escapeHtml;
  const documentation = [process.about, ...process.legalBasis.map(lawOf), `Regels: ${base}/v1/regels`];
  const flowsOf = (node: Node): string =>
    [
      ...graph.flows.filter(({ to }) => to === node).map(({ id }) => `<incoming>${id}</incoming>`),
      ...graph.flows.filter(({ from }) => from === node).map(({ id }) => `<outgoing>${id}</outgoing>`),
    ].join('');
  const bounds = ({ x, y, width, height }: Box): string =>
    `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const shape = (id: string, box: Box | undefined, more = ''): string =>
    box === undefined
      ? ''
      : `<bpmndi:BPMNShape id="Vorm_${id}" bpmnElement="${id}"${more}>${bounds(box)}</bpmndi:BPMNShape>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="Definities_${process.id}" targetNamespace="${e(base)}/v1/proces" exporter="Proeftuin">
<collaboration id="Samenwerking"><participant id="Deelnemer" name="${e(process.title)}" processRef="Proces_${process.id}"/></collaboration>
<process id="Proces_${process.id}" name="${e(process.title)}" isExecutable="false">
${documentation.map((line) => `<documentation>${e(line)}</documentation>`).join('\n')}
<laneSet id="Banen">
${LANES.map(
  (role) =>
    `<lane id="Baan_${role}" name="${e(ROLES[role])}">${graph.nodes
      .filter(({ lane }) => lane === role)
      .map(({ id }) => `<flowNodeRef>${id}</flowNodeRef>`)
      .join('')}</lane>`,
).join('\n')}
</laneSet>
${graph.nodes.map((node) => `<${node.kind} id="${node.id}" name="${e(node.name)}">${flowsOf(node)}</${node.kind}>`).join('\n')}
${graph.flows.map(({ id, from, to }) => `<sequenceFlow id="${id}" sourceRef="${from.id}" targetRef="${to.id}"/>`).join('\n')}
</process>
<bpmndi:BPMNDiagram id="Diagram"><bpmndi:BPMNPlane id="Vlak" bpmnElement="Samenwerking">
${shape('Deelnemer', drawing.pool, ' isHorizontal="true"')}
${LANES.map((role) => shape(`Baan_${role}`, drawing.lanes.get(role), ' isHorizontal="true"')).join('\n')}
${graph.nodes.map(({ id }) => shape(id, drawing.nodes.get(id))).join('\n')}
${graph.flows
  .map(
    (flow) =>
      `<bpmndi:BPMNEdge id="Lijn_${flow.id}" bpmnElement="${flow.id}">${drawing
        .lineOf(flow)
        .map(([x, y]) => `<di:waypoint x="${x}" y="${y}"/>`)
        .join('')}</bpmndi:BPMNEdge>`,
  )
  .join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`;
}
