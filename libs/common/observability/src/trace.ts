import { randomFillSync } from 'node:crypto';
import { contextKey } from '@course-plateform/common/kernel';

/** The position in a distributed trace (W3C Trace Context, level 1). */
export interface TraceContext {
  /** 32 lower-case hexadecimal digits: the same in every service a request touches. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits: this unit of work. */
  readonly spanId: string;
  /** The unit of work that caused this one; absent at the root. */
  readonly parentSpanId?: string;
  /** Whether the trace is recorded, as its first service has decided. */
  readonly sampled: boolean;
}

/** The trace of the request, message or job in progress. */
export const TRACE = contextKey<TraceContext>('trace');

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);

/**
 * Continues the trace of a caller, or starts a new one when the header is missing or malformed.
 * @param traceparent the value of the `traceparent` header
 */
export function startTrace(traceparent?: string): TraceContext {
  const [, traceId, parentSpanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !parentSpanId || traceId === NO_TRACE || parentSpanId === NO_SPAN) {
    return { traceId: randomHex(16), spanId: newSpanId(), sampled: true };
  }
  const sampled = (Number.parseInt(flags ?? '01', 16) & 1) === 1;
  return { traceId, spanId: newSpanId(), parentSpanId, sampled };
}

/** A new unit of work inside a trace. */
export function childTrace(parent: TraceContext): TraceContext {
  const { traceId, spanId, sampled } = parent;
  return { traceId, spanId: newSpanId(), parentSpanId: spanId, sampled };
}

/** The `traceparent` header that propagates a trace. */
export function traceparentOf(trace: TraceContext): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}

function newSpanId(): string {
  return randomHex(8);
}

/** Random bytes in bulk: eight at a time would cost more than the rest of a trace. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}
