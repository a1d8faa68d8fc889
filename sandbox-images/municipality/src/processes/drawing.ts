import type { Flow, Graph, Node } from './graph.ts';
import type { Role } from './process.ts';

/** A rectangle of the drawing, pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Drawing {
  readonly pool: Box;
  readonly lanes: ReadonlyMap<Role, Box>;
  readonly nodes: ReadonlyMap<string, Box>;
  /** Points of the line of a flow. */
  lineOf(flow: Flow): (readonly [x: number, y: number])[];
}

export const LANES: readonly Role[] = ['indiener', 'behandelaar'];
const [LEFT, COLUMN, ROW, HEAD] = [70, 150, 110, 30];
const SIZES: Readonly<Record<Node['kind'], readonly [number, number]>> = {
  startEvent: [36, 36],
  endEvent: [36, 36],
  exclusiveGateway: [50, 50],
  userTask: [100, 80],
};

/** Steps from the start to each node, by the shortest way. */
function ranksOf({ nodes, flows }: Graph): Map<string, number> {
  const ranks = new Map(nodes.slice(0, 1).map(({ id }) => [id, 0]));
  for (const [id, rank] of ranks)
    for (const { from, to } of flows) if (from.id === id && !ranks.has(to.id)) ranks.set(to.id, rank + 1);
  return ranks;
}

/** Where everything stands: a column a step, a lane a role, one below the other where there are several. */
export function draw(graph: Graph): Drawing {
  const ranks = ranksOf(graph);
  const rows = new Map<string, number>();
  const height = new Map<Role, number>(LANES.map((lane) => [lane, 1]));
  const places = graph.nodes.map((node) => {
    const rank = ranks.get(node.id) ?? 0;
    const row = rows.get(`${node.lane}/${rank}`) ?? 0;
    rows.set(`${node.lane}/${rank}`, row + 1);
    height.set(node.lane, Math.max(height.get(node.lane) ?? 1, row + 1));
    return { node, rank, row };
  });
  const width = HEAD + LEFT + (Math.max(...ranks.values()) + 1) * COLUMN;
  const lanes = new Map<Role, Box>();
  let y = 0;
  for (const lane of LANES) {
    const tall = (height.get(lane) ?? 1) * ROW + 20;
    lanes.set(lane, { x: HEAD, y, width: width - HEAD, height: tall });
    y += tall;
  }
  const nodes = new Map(
    places.map(({ node, rank, row }) => {
      const [w, h] = SIZES[node.kind];
      const top = (lanes.get(node.lane)?.y ?? 0) + 10 + row * ROW;
      return [node.id, { x: LEFT + rank * COLUMN + (COLUMN - w) / 2, y: top + (ROW - h) / 2, width: w, height: h }];
    }),
  );
  return {
    pool: { x: 0, y: 0, width, height: y },
    lanes,
    nodes,
    lineOf(flow) {
      const [a, b] = [nodes.get(flow.from.id), nodes.get(flow.to.id)];
      if (a === undefined || b === undefined) return [];
      const [right, left] = [a.x + a.width, b.x];
      const [ay, by] = [a.y + a.height / 2, b.y + b.height / 2];
      // By the shortest way no line skips a column: forward it crosses the gap between two.
      if (left > right)
        return [
          [right, ay],
          [left, by],
        ];
      // Back: through the gaps between columns and rows, where nothing stands; each a little beside the other.
      const aside = (graph.flows.indexOf(flow) % 4) * 5;
      const below = ay + ROW / 2 - 8 + aside;
      return [
        [right, ay],
        [right + 10 + aside, ay],
        [right + 10 + aside, below],
        [left - 10 - aside, below],
        [left - 10 - aside, by],
        [left, by],
      ];
    },
  };
}
