import type { SpanContext } from '@opentelemetry/api';
import type { IdGenerator, ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from './logger';
import { type FinishedSpan, type SpanSink, Tracing } from './tracing';

/** How a process sends its spans. */
export interface TracingOptions {
  /** The service's name, in every span. */
  readonly service: string;
  /** The OTLP receiver, for example `http://127.0.0.1:4318`; absent: no spans. */
  readonly endpoint: string | undefined;
  /** The share of the traces started here that is recorded, 0 to 1. */
  readonly ratio: number;
  readonly logger: Logger;
}

/** The timeout of the receiver, in milliseconds: for each batch, and at the end of the process. */
const EXPORT_MS = 2_000;
/** The maximum number of queued spans, about 2 MB; further ones are dropped. */
const QUEUE = 2_048;
/** How often a batch is sent, in milliseconds. */
const BATCH_EVERY_MS = 1_000;

/**
 * Starts tracing. OpenTelemetry's packages are loaded only with an endpoint, so that without one they cost neither
 * memory nor time.
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const { endpoint, ratio } = options;
  if (endpoint === undefined) return new Tracing(undefined, ratio);
  return new Tracing(await openSink({ ...options, endpoint }), ratio);
}

async function openSink(options: TracingOptions & { readonly endpoint: string }) {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    loadApi(),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: tracesUrl(options.endpoint),
    timeoutMillis: EXPORT_MS,
  });
  const ids = new GivenIds();
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.service }),
    // The trace context decides about recording; every span that arrives here is recorded.
    sampler: new sdk.AlwaysOnSampler(),
    idGenerator: ids,
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: new ReportingExporter(exporter, options),
        maxQueueSize: QUEUE,
        scheduledDelayMillis: BATCH_EVERY_MS,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });
  return new OtlpSink(api, provider.getTracer('@course-plateform/common/observability'), ids, () =>
    provider.shutdown(),
  );
}

/** Like `OTEL_EXPORTER_OTLP_ENDPOINT` everywhere, the endpoint is a base URL (OTLP exporter specification). */
function tracesUrl(endpoint: string): string {
  return `${endpoint.replace(/\/+$/, '')}/v1/traces`;
}

type Api = Awaited<ReturnType<typeof loadApi>>;

function loadApi() {
  return import('@opentelemetry/api');
}

/** Converts finished spans to the SDK's spans, with the ids that were already propagated. */
class OtlpSink implements SpanSink {
  constructor(
    private readonly api: Api,
    private readonly tracer: ReturnType<Api['trace']['getTracer']>,
    private readonly ids: GivenIds,
    private readonly shutdown: () => Promise<void>,
  ) {}

  take(
    { name, kind, trace, startedMs, attributes, errorType }: FinishedSpan,
    endedMs: number,
  ): void {
    const { SpanKind, SpanStatusCode, ROOT_CONTEXT, TraceFlags } = this.api;
    const { traceId, spanId, parentSpanId } = trace;
    this.ids.next = { traceId, spanId };
    const parent: SpanContext | undefined = parentSpanId
      ? { traceId, spanId: parentSpanId, traceFlags: TraceFlags.SAMPLED, isRemote: true }
      : undefined;
    const span = this.tracer.startSpan(
      name,
      {
        kind: {
          server: SpanKind.SERVER,
          client: SpanKind.CLIENT,
          producer: SpanKind.PRODUCER,
          consumer: SpanKind.CONSUMER,
          internal: SpanKind.INTERNAL,
        }[kind],
        attributes:
          errorType === undefined ? attributes : { ...attributes, 'error.type': errorType },
        startTime: performance.timeOrigin + startedMs,
      },
      parent ? this.api.trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT,
    );
    if (errorType !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(performance.timeOrigin + endedMs);
  }

  async close(): Promise<void> {
    // An unavailable receiver was logged already, and must not delay the end.
    await this.shutdown().catch(() => undefined);
  }
}

/** Returns the known ids of finished spans. */
class GivenIds implements IdGenerator {
  next = { traceId: '', spanId: '' };

  generateTraceId(): string {
    return this.next.traceId;
  }

  generateSpanId(): string {
    return this.next.spanId;
  }
}

/** Logs once that the receiver is unavailable, and once that it is back. */
class ReportingExporter implements SpanExporter {
  private unavailable = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly options: TracingOptions,
  ) {}

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.exporter.export(spans, (result) => {
      this.report(result.code !== 0, result.error);
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private report(failed: boolean, error: Error | undefined): void {
    if (failed === this.unavailable) return;
    this.unavailable = failed;
    const { logger, endpoint } = this.options;
    if (failed) logger.warn({ endpoint, err: error }, 'traces not sent; dropping them');
    else logger.info({ endpoint }, 'traces sent again');
  }
}
