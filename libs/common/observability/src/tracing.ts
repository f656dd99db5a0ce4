import { Injectable } from '@nestjs/common';
import { type TraceContext, startTrace } from './trace';

/** Which side of which exchange a unit of work was, as OpenTelemetry names it. */
export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

/** A unit of work that is over. */
export interface FinishedSpan {
  /** Few different ones: a template, never an id. */
  readonly name: string;
  readonly kind: SpanKind;
  /** Where it stands in its trace; its `spanId` is this span's. */
  readonly trace: TraceContext;
  /** When it began, as `performance.now()` said then. */
  readonly startedMs: number;
  /** Names from the semantic conventions; never a parameter, a body or a token. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Why it failed, in a word of few different ones; absent when it did not. */
  readonly errorType?: string | undefined;
}

/** Where finished spans go. */
export interface SpanSink {
  /** Takes a span and comes back at once: nothing waits for the receiver. */
  take(span: FinishedSpan, endedMs: number): void;
  /** Sends what is left, as far as that goes in the time there is. */
  close(): Promise<void>;
}

/** The spans of a process. Without a sink it does nothing, and whoever asks `on` first builds nothing either. */
@Injectable()
export class Tracing {
  /** Of a process that sends no spans. */
  static readonly off = new Tracing();

  /**
   * @param sink where finished spans go
   * @param ratio the share of the traces begun here that is recorded, 0 to 1
   */
  constructor(
    private readonly sink?: SpanSink,
    private readonly ratio = 1,
  ) {}

  /** Whether anybody wants spans. */
  get on(): boolean {
    return this.sink !== undefined;
  }

  /**
   * Continues the trace of a caller, who has decided whether it is recorded, or begins one and decides.
   * @param traceparent the value of the `traceparent` header
   */
  begin(traceparent?: string): TraceContext {
    const trace = startTrace(traceparent);
    const begun = trace.parentSpanId === undefined;
    return begun && !isChosen(trace.traceId, this.ratio) ? { ...trace, sampled: false } : trace;
  }

  /** Hands out a unit of work that ends now. */
  record(span: FinishedSpan): void {
    if (span.trace.sampled) this.sink?.take(span, performance.now());
  }

  /** Sends what is left; the last thing a process does. */
  async close(): Promise<void> {
    await this.sink?.close();
  }
}

/** 56 bits of a trace id are random (W3C Trace Context, level 2): every process would choose the same traces. */
function isChosen(traceId: string, ratio: number): boolean {
  return ratio >= 1 || Number.parseInt(traceId.slice(-14), 16) / 2 ** 56 < ratio;
}
