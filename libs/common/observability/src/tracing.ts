import { Injectable } from '@nestjs/common';
import { type TraceContext, startTrace } from './trace';

/** The kind of a span, as in OpenTelemetry. */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** A finished span. */
export interface FinishedSpan {
  /** A bounded name: a template, never an id. */
  readonly name: string;
  readonly kind: SpanKind;
  /** Its trace context, whose `spanId` is that of this span. */
  readonly trace: TraceContext;
  /** Its start, by `performance.now()`. */
  readonly startedMs: number;
  /** Names from the semantic conventions; never a parameter, a body or a token. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** A bounded name of the error; absent on success. */
  readonly errorType?: string | undefined;
}

/** Where finished spans go. */
export interface SpanSink {
  /** Queues a span. It never waits for the receiver. */
  take(span: FinishedSpan, endedMs: number): void;
  /** Sends the queued spans, up to a timeout. */
  close(): Promise<void>;
}

/** The tracing of a process. Without a sink it does nothing; callers can check `on` before they build a span. */
@Injectable()
export class Tracing {
  /** Disabled tracing. */
  static readonly off = new Tracing();

  /**
   * @param sink where finished spans go
   * @param ratio the share of the traces started here that is recorded, 0 to 1
   */
  constructor(
    private readonly sink?: SpanSink,
    private readonly ratio = 1,
  ) {}

  /** Whether tracing is enabled. */
  get on(): boolean {
    return this.sink !== undefined;
  }

  /**
   * Continues the trace of a caller, who decides whether it is recorded, or starts a new one.
   * @param traceparent the value of the `traceparent` header
   */
  begin(traceparent?: string): TraceContext {
    const trace = startTrace(traceparent);
    const begun = trace.parentSpanId === undefined;
    return begun && !isChosen(trace.traceId, this.ratio) ? { ...trace, sampled: false } : trace;
  }

  /** Records a span that ends now. */
  record(span: FinishedSpan): void {
    if (span.trace.sampled) this.sink?.take(span, performance.now());
  }

  /** Sends the queued spans at the end of the process. */
  async close(): Promise<void> {
    await this.sink?.close();
  }
}

/** Decides by the random 56 bits of a trace id (W3C Trace Context, level 2), so that all processes decide alike. */
function isChosen(traceId: string, ratio: number): boolean {
  return ratio >= 1 || Number.parseInt(traceId.slice(-14), 16) / 2 ** 56 < ratio;
}
