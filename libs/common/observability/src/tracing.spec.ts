import { startTrace, traceparentOf } from './trace';
import { type FinishedSpan, Tracing } from './tracing';

function spanOf(trace: FinishedSpan['trace']): FinishedSpan {
  return { name: 'job tidy', kind: 'internal', trace, startedMs: 0, attributes: {} };
}

describe('Tracing', () => {
  let taken: FinishedSpan[];

  beforeEach(() => {
    taken = [];
  });

  function tracing(ratio?: number): Tracing {
    return new Tracing({ take: (span) => taken.push(span), close: () => Promise.resolve() }, ratio);
  }

  it('records the configured share of traces, the same ones in each process', () => {
    const [half, other] = [tracing(0.5), tracing(0.5)];
    const begun = Array.from({ length: 500 }, () => half.begin());
    const chosen = begun.filter(({ sampled }) => sampled);
    expect(chosen.length).toBeGreaterThan(100);
    expect(chosen.length).toBeLessThan(400);
    for (const { traceId, sampled } of begun) {
      // The random part of the id decides, in its last 56 bits.
      expect(sampled).toBe(Number.parseInt(traceId.slice(-14, -13), 16) < 8);
    }
    expect(other.begin(traceparentOf(startTrace())).sampled).toBe(true);
    expect(tracing(0).begin().sampled).toBe(false);
    expect(tracing().begin().sampled).toBe(true);
  });

  it('follows the caller’s decision about recording', () => {
    const unsampled = traceparentOf({ ...startTrace(), sampled: false });
    expect(tracing(1).begin(unsampled).sampled).toBe(false);
    expect(tracing(0).begin(traceparentOf(startTrace())).sampled).toBe(true);
  });

  it('passes on the spans of recorded traces, and none when disabled', async () => {
    const trace = startTrace();
    tracing().record(spanOf(trace));
    tracing().record(spanOf({ ...trace, sampled: false }));
    expect(taken).toEqual([spanOf(trace)]);
    expect([tracing().on, Tracing.off.on]).toEqual([true, false]);
    Tracing.off.record(spanOf(trace));
    await Tracing.off.close();
  });
});
