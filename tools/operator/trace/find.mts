import { Failure } from '#workspace/shared/failure.mts';
import { type LogLine, linesWith } from './logs.mts';

/** What someone wants to see the trace of. */
export interface WantedId {
  readonly kind: 'trace' | 'span' | 'event';
  readonly id: string;
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws Failure when the text has the form of no id */
export function readId(text: string): WantedId {
  const id = text.trim().toLowerCase();
  const [, traceId] = TRACEPARENT.exec(id) ?? [];
  if (traceId !== undefined) return { kind: 'trace', id: traceId };
  if (TRACE_ID.test(id)) return { kind: 'trace', id };
  if (SPAN_ID.test(id)) return { kind: 'span', id };
  if (UUID.test(id)) return { kind: 'event', id };
  throw new Failure(
    `"${text}" is no id of a trace, a request or an order. \`npm run trace -- --help\` tells more.`,
  );
}

/** The traces an id stands in, the earliest first. */
export async function findTraces(
  files: readonly string[],
  { kind, id }: WantedId,
): Promise<string[]> {
  if (kind === 'trace') return [id];
  const lines = (await linesWith(files, [id])).filter((line) => isOf(line, kind, id));
  lines.sort((a, b) => (a.time < b.time ? -1 : 1));
  return [...new Set(lines.map(({ traceId }) => traceId))];
}

function isOf(line: LogLine, kind: WantedId['kind'], id: string): boolean {
  return kind === 'span' ? line.spanId === id : line.aggregateId === id || line.eventId === id;
}
