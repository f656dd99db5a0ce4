import type { LogLine } from './logs.mts';

/** One request, question or handled event of a trace, with what it led to. */
export interface Unit {
  readonly service: string;
  readonly kind: 'request' | 'question' | 'event';
  /** Route, question, or event and consumer. */
  readonly what: string;
  /** Of the response, or how the handling ended. */
  readonly status: string;
  /** After the beginning of the trace, in milliseconds. */
  readonly offsetMs: number;
  readonly durationMs: number;
  readonly spanId: string;
  /** What went wrong meanwhile, as the log says it. */
  readonly problems: readonly string[];
  readonly children: readonly Unit[];
}

interface Node extends Omit<Unit, 'children' | 'problems' | 'offsetMs'> {
  readonly startMs: number;
  readonly parentSpanId: string | undefined;
  readonly problems: string[];
  readonly children: Node[];
  parent?: Node;
}

/** Lines have whole milliseconds, durations tenths of them. */
const BLUR_MS = 1;

/** The units of one trace, each below the one that caused it. */
export function treeOf(lines: readonly LogLine[]): Unit[] {
  const nodes = lines.flatMap((line) => nodeOf(line) ?? []);
  nodes.sort((a, b) => a.startMs - b.startMs || b.durationMs - a.durationMs);
  const bySpan = new Map(nodes.map((node) => [node.spanId, node]));
  for (const node of nodes) {
    const parent = bySpan.get(node.parentSpanId ?? '') ?? supposedParent(node, nodes);
    if (!parent) continue;
    node.parent = parent;
    parent.children.push(node);
  }
  for (const { level, spanId, msg, durationMs } of lines) {
    if (durationMs === undefined && ['warn', 'error', 'fatal'].includes(level)) {
      bySpan.get(spanId)?.problems.push(msg);
    }
  }
  const beganMs = nodes[0]?.startMs ?? 0;
  return nodes.filter(({ parent }) => !parent).map((node) => unitOf(node, beganMs));
}

function nodeOf(line: LogLine): Node | undefined {
  const { service, spanId, parentSpanId, durationMs, time } = line;
  const words = wordsOf(line);
  if (durationMs === undefined || !words) return undefined;
  const startMs = Date.parse(time) - durationMs;
  const place = { service, spanId, parentSpanId, startMs, durationMs };
  return { ...place, ...words, problems: [], children: [] };
}

function wordsOf({ method, route, subject, consumer, status, outcome }: LogLine) {
  if (method !== undefined && route !== undefined) {
    return { kind: 'request', what: `${method} ${route}`, status: String(status) } as const;
  }
  if (subject === undefined) return undefined;
  return consumer === undefined
    ? ({ kind: 'question', what: subject, status: String(status) } as const)
    : ({ kind: 'event', what: `${subject} → ${consumer}`, status: outcome ?? '' } as const);
}

/**
 * Where a unit hangs whose cause wrote no line of its own, such as the caller's side of a request while spans are
 * sent: below the shortest unit that was in progress all the time, or below the first when it is an event.
 */
function supposedParent(node: Node, nodes: readonly Node[]): Node | undefined {
  if (node.kind === 'request') return undefined;
  const around = nodes
    .filter((other) => other !== node && !isBelow(other, node) && surrounds(other, node))
    .sort((a, b) => a.durationMs - b.durationMs);
  const [first] = nodes;
  return around[0] ?? (first !== undefined && !isBelow(first, node) ? first : undefined);
}

function surrounds(outer: Node, inner: Node): boolean {
  return (
    outer.durationMs > inner.durationMs &&
    outer.startMs <= inner.startMs + BLUR_MS &&
    outer.startMs + outer.durationMs >= inner.startMs + inner.durationMs - BLUR_MS
  );
}

function isBelow(node: Node | undefined, ancestor: Node): boolean {
  for (let at = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

function unitOf(node: Node, beganMs: number): Unit {
  const { parent: _parent, parentSpanId: _parentSpanId, startMs, children, ...rest } = node;
  return {
    ...rest,
    offsetMs: Math.round(startMs - beganMs),
    children: children.map((child) => unitOf(child, beganMs)),
  };
}

/** The tree for users: offset, service, what, how it ended, how long it took. */
export function treeText(traceId: string, roots: readonly Unit[]): string {
  const rows = roots.flatMap((root) => rowsOf(root, '', ''));
  const units = rows.filter(({ unit }) => unit);
  const width = (pick: (row: Row) => string): number =>
    Math.max(...rows.map((row) => pick(row).length));
  const [branch, what, status] = [
    width((row) => row.branch),
    width((row) => row.what),
    width((row) => row.status),
  ];
  const lines = rows.map((row) =>
    [
      row.offset.padStart(7),
      row.branch.padEnd(branch),
      row.what.padEnd(what),
      row.status.padEnd(status),
      row.duration.padStart(9),
    ]
      .join('  ')
      .trimEnd(),
  );
  const services = new Set(units.map(({ unit }) => unit?.service)).size;
  const ends = units.map(({ unit }) => (unit ? unit.offsetMs + unit.durationMs : 0));
  const total = Math.round(Math.max(0, ...ends));
  return [
    `Trace ${traceId}: ${units.length} units, ${services} services, ${total} ms`,
    ...lines,
  ].join('\n');
}

interface Row {
  readonly offset: string;
  readonly branch: string;
  readonly what: string;
  readonly status: string;
  readonly duration: string;
  /** Absent for what went wrong within one. */
  readonly unit?: Unit;
}

function rowsOf(unit: Unit, branch: string, below: string): Row[] {
  const row = {
    offset: `${unit.offsetMs} ms`,
    branch: branch + unit.service,
    what: unit.what,
    status: unit.status,
    duration: `${unit.durationMs.toFixed(1)} ms`,
    unit,
  };
  const bar = unit.children.length > 0 ? `${below}│  ` : `${below}   `;
  const problems = unit.problems.map((problem) => ({
    ...{ offset: '', branch: bar, what: `! ${problem}`, status: '', duration: '' },
  }));
  const children = unit.children.flatMap((child, index) => {
    const last = index === unit.children.length - 1;
    return rowsOf(child, below + (last ? '└─ ' : '├─ '), below + (last ? '   ' : '│  '));
  });
  return [row, ...problems, ...children];
}
