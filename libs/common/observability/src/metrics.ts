import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const DURATION_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];
const HTTP_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** The outcome of a request to or from another service. */
export type RpcOutcome = 'ok' | 'refused' | 'unavailable' | 'failed';

/** The outcome of handling an event. */
export type EventOutcome = 'handled' | 'duplicate' | 'retried' | 'dead_lettered';

/** A value of a gauge that is read at a scrape. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A gauge whose values come from a query. */
export interface CollectedGauge {
  readonly name: string;
  readonly help: string;
  /** The names of the labels, whose values must be bounded. */
  readonly labelNames?: readonly string[];
  /** Called at each scrape; when it throws, the gauge is missing in that scrape. */
  readonly collect: () => Promise<readonly Sample[]>;
}

/** The Prometheus metrics of a process. Every label has bounded values. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly http = this.histogram(
    'http_server_request_duration_seconds',
    'Duration of HTTP requests',
    ['method', 'route', 'status'],
  );
  private readonly rpcClient = this.histogram(
    'rpc_client_duration_seconds',
    'Duration of requests to other services',
    ['subject', 'outcome'],
  );
  private readonly rpcServer = this.histogram(
    'rpc_server_duration_seconds',
    'Duration of requests from other services',
    ['subject', 'outcome'],
  );
  private readonly events = this.histogram(
    'consumer_event_duration_seconds',
    'Time to handle an event',
    ['consumer', 'outcome'],
  );
  private readonly statements = this.histogram(
    'db_query_duration_seconds',
    'Duration of database statements and commands',
    ['operation', 'outcome'],
  );
  private readonly published = new Counter({
    name: 'outbox_published_total',
    help: 'Events handed to the broker',
    registers: [this.registry],
  });
  private readonly hits = this.counter('cache_hits_total', 'Lookups found in a cache', ['cache']);
  private readonly misses = this.counter('cache_misses_total', 'Lookups not in a cache', ['cache']);
  private readonly collectErrors = this.counter(
    'metrics_collect_errors_total',
    'Gauges that could not be read at a scrape',
    ['name'],
  );

  /** @param options `processMetrics`: also memory, CPU, garbage collection and event-loop lag */
  constructor(options: { readonly processMetrics: boolean } = { processMetrics: true }) {
    if (options.processMetrics) collectDefaultMetrics({ register: this.registry });
  }

  /** The content type of `render()`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** All metrics in the Prometheus text format. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  /**
   * @param request `route` is the template (`/api/v1/courses/:id`), never the path; `seconds` the duration
   */
  observeHttp(request: { method: string; route: string; status: number; seconds: number }): void {
    const method = HTTP_METHODS.has(request.method) ? request.method : 'OTHER';
    this.http.observe({ method, route: request.route, status: request.status }, request.seconds);
  }

  /** @param subject of the contract, without a namespace @param seconds the duration */
  observeRpcClient(subject: string, outcome: RpcOutcome, seconds: number): void {
    this.rpcClient.observe({ subject, outcome }, seconds);
  }

  /** @param subject of the contract, without a namespace @param seconds the duration */
  observeRpcServer(subject: string, outcome: RpcOutcome, seconds: number): void {
    this.rpcServer.observe({ subject, outcome }, seconds);
  }

  /** @param consumer the consumer name @param seconds the duration */
  observeEvent(consumer: string, outcome: EventOutcome, seconds: number): void {
    this.events.observe({ consumer, outcome }, seconds);
  }

  /**
   * @param operation the first word of a statement (`SELECT`) or the name of a command (`find`), one of a few
   * @param failed whether the database rejected it or did not respond
   * @param seconds the duration
   */
  observeStatement(operation: string, failed: boolean, seconds: number): void {
    this.statements.observe({ operation, outcome: failed ? 'failed' : 'ok' }, seconds);
  }

  /** @param count events the broker has confirmed */
  countPublished(count: number): void {
    this.published.inc(count);
  }

  /** @param cache the cache's name, one of a few */
  countCacheHit(cache: string): void {
    this.hits.inc({ cache });
  }

  /** @param cache the cache's name, one of a few */
  countCacheMiss(cache: string): void {
    this.misses.inc({ cache });
  }

  /**
   * Adds a gauge that is read when Prometheus scrapes, such as `outbox_pending` or `db_pool_idle`.
   * @returns a function that removes it
   */
  collectGauge(source: CollectedGauge): () => void {
    const errors = this.collectErrors;
    new Gauge({
      name: source.name,
      help: source.help,
      labelNames: [...(source.labelNames ?? [])],
      registers: [this.registry],
      async collect() {
        this.reset();
        try {
          for (const { labels, value } of await source.collect()) this.set({ ...labels }, value);
        } catch {
          // An unavailable store must not hide the other metrics; the counter reports it.
          this.remove();
          errors.inc({ name: source.name });
        }
      },
    });
    return () => this.registry.removeSingleMetric(source.name);
  }

  private histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    return new Histogram({
      name,
      help,
      labelNames,
      buckets: DURATION_BUCKETS,
      registers: [this.registry],
    });
  }

  private counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
