import { childTrace, startTrace, traceparentOf } from './trace';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN_ID = '00f067aa0ba902b7';

describe('trace context', () => {
  it('continues the caller’s trace with a new span', () => {
    const trace = startTrace(`00-${TRACE_ID}-${SPAN_ID}-00`);
    expect(trace).toMatchObject({ traceId: TRACE_ID, parentSpanId: SPAN_ID, sampled: false });
    expect(trace.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(trace.spanId).not.toBe(SPAN_ID);
  });

  it('accepts additions of later versions', () => {
    const trace = startTrace(`01-${TRACE_ID}-${SPAN_ID}-03-more`);
    expect(trace).toMatchObject({ traceId: TRACE_ID, parentSpanId: SPAN_ID, sampled: true });
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `ff-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${'0'.repeat(32)}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    `00-${TRACE_ID.toUpperCase()}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${SPAN_ID}`,
    `00-${TRACE_ID}-${SPAN_ID}-01x`,
    `x00-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-7-01`,
  ])('starts a new trace when the header is %p', (traceparent) => {
    const trace = startTrace(traceparent);
    expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(trace.traceId).not.toBe(TRACE_ID);
    expect(trace).not.toHaveProperty('parentSpanId');
  });

  it('survives a round trip', () => {
    const trace = startTrace();
    const child = childTrace(trace);
    expect(child).toMatchObject({ traceId: trace.traceId, parentSpanId: trace.spanId });
    const received = startTrace(traceparentOf(child));
    expect(received).toMatchObject({ traceId: trace.traceId, parentSpanId: child.spanId });
  });

  it('has a different id each time', () => {
    const ids = new Set(Array.from({ length: 2_000 }, () => startTrace().traceId));
    expect(ids.size).toBe(2_000);
  });
});
