import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import {
  type CustomTransportStrategy,
  type MessageHandler,
  NatsContext,
  Server,
  Transport,
} from '@nestjs/microservices';
import type { Msg, NatsConnection, Subscription } from 'nats';
import { firstValueFrom } from 'rxjs';
import {
  DEADLINE,
  MINUTE_MS,
  RequestContext,
  RequestMalformed,
  type RpcContract,
} from '@course-plateform/common/kernel';
import {
  Logger,
  Metrics,
  type RpcOutcome,
  TRACE,
  Tracing,
} from '@course-plateform/common/observability';
import { BrokerConnection, jsonOf } from '@course-plateform/common/nats';
import { validateShape } from '@course-plateform/common/validation';
import { UpstreamUnavailable, bareProblem, isProblem } from './rpc.errors';
import { incomingContext, problemOf } from './rpc-context';
import { RpcSettings } from './rpc.settings';
import { rpcSpan } from './spans';

/** How long the start waits for the broker, in milliseconds; afterwards the service starts without it. */
const START_WAIT_MS = 3_000;
/** The duration of one wait for the broker in the background, in milliseconds. */
const LATE_WAIT_MS = MINUTE_MS;
/** How long responses in flight may take at shutdown, in milliseconds. */
const DRAIN_MS = 10_000;

/** A registered handler with its contract. */
interface Responder {
  readonly subject: string;
  readonly handler: MessageHandler;
  readonly contract: RpcContract<object, object> | undefined;
}

/**
 * The Nest transport of all services: the packet format of Nest's own NATS transport on the process's one
 * connection, one queue group a service, and the request context opened around every request.
 */
@Injectable()
export class ServiceNatsServer
  extends Server
  implements CustomTransportStrategy, BeforeApplicationShutdown
{
  override readonly transportId = Transport.NATS;
  private readonly subscriptions: Subscription[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly link: BrokerConnection,
    private readonly settings: RpcSettings,
    private readonly log: Logger,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  /** Subscribes; an unavailable broker delays the start by `START_WAIT_MS` at most. */
  listen(callback: (error?: unknown) => void): void {
    this.subscribe(START_WAIT_MS).then((done) => {
      if (!done) void this.subscribeLater();
      callback();
    }, callback);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Takes no new requests, finishes those in flight, and flushes their responses. */
  async close(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    const connection = this.link.isConnected() ? await this.link.connection(0) : undefined;
    if (!connection) return;
    await Promise.all(this.subscriptions.map((subscription) => subscription.drain()));
    const timer = new AbortController();
    const limit = new Promise<void>((resolve) => {
      const timeout = setTimeout(resolve, DRAIN_MS);
      timer.signal.addEventListener('abort', () => clearTimeout(timeout));
    });
    await Promise.race([Promise.all(this.inFlight), limit]);
    timer.abort();
    await connection.flush();
  }

  /** `BrokerConnection` handles the status events of the connection. */
  on(): void {}

  unwrap<T>(): T {
    return this.link as T;
  }

  private async subscribeLater(): Promise<void> {
    while (!this.stopped && !(await this.subscribe(LATE_WAIT_MS))) continue;
  }

  private async subscribe(waitMs: number): Promise<boolean> {
    const connection = await this.link.connection(waitMs);
    if (!connection || this.stopped) return this.stopped;
    for (const [subject, handler] of this.messageHandlers) {
      this.subscriptions.push(this.subscribeTo(connection, subject, handler));
    }
    // The broker has processed the subscriptions when it acknowledges a ping sent after them.
    await connection.flush();
    return true;
  }

  private subscribeTo(
    connection: NatsConnection,
    subject: string,
    handler: MessageHandler,
  ): Subscription {
    const extras = handler.extras as { contract?: RpcContract<object, object> } | undefined;
    const responder = { subject, handler, contract: extras?.contract };
    return connection.subscribe(this.link.settings.natsNamespace + subject, {
      queue: this.link.settings.service,
      callback: (error, message) => {
        if (error) this.log.error({ err: error, subject }, 'broker refused a subscription');
        else this.begin(responder, message);
      },
    });
  }

  private begin(responder: Responder, message: Msg): void {
    const work = RequestContext.run(incomingContext(message.headers), () =>
      this.handle(responder, message),
    );
    this.inFlight.add(work);
    void work.finally(() => this.inFlight.delete(work));
  }

  private async handle(responder: Responder, message: Msg): Promise<void> {
    const started = performance.now();
    let id: unknown;
    try {
      const packet = decode(message);
      id = packet.id;
      const response = await this.respond(responder, message, packet.data);
      respond(message, { id, response, isDisposed: true });
      this.note(responder.subject, 200, started);
    } catch (error) {
      const problem = isProblem(error) ? error : (problemOf(error) ?? bareProblem());
      if (!isProblem(error) && problem.status >= 500) {
        this.log.error({ err: error, subject: responder.subject }, 'request failed');
      }
      respond(message, { id, err: problem, isDisposed: true });
      this.note(responder.subject, problem.status, started);
    }
  }

  private async respond(responder: Responder, message: Msg, data: unknown): Promise<unknown> {
    const deadline = RequestContext.get(DEADLINE);
    if (deadline !== undefined && deadline <= Date.now()) {
      throw new UpstreamUnavailable({ params: { service: this.link.settings.service } });
    }
    const context = new NatsContext([responder.subject, message.headers]);
    const response = this.transformToObservable(await responder.handler(data, context));
    const reply: unknown = await firstValueFrom(response, { defaultValue: undefined });
    if ((this.settings.checkReplies ?? true) && responder.contract)
      assertReply(responder.contract, reply);
    return reply ?? {};
  }

  private note(subject: string, status: number, started: number): void {
    const durationMs = performance.now() - started;
    this.metrics.observeRpcServer(subject, outcomeOf(status), durationMs / 1000);
    const trace = RequestContext.get(TRACE);
    const parent = trace?.parentSpanId === undefined ? {} : { parentSpanId: trace.parentSpanId };
    const duration = Math.round(durationMs * 10) / 10;
    this.log.info({ ...parent, subject, status, durationMs: duration }, 'request handled');
    if (!this.tracing.on || !trace) return;
    const errorType = status >= 500 ? String(status) : undefined;
    this.tracing.record(
      rpcSpan('server', subject, { trace, startedMs: started, errorType }, status),
    );
  }
}

function decode(message: Msg): { readonly id?: unknown; readonly data?: unknown } {
  try {
    return jsonOf(message);
  } catch (cause) {
    throw new RequestMalformed({ cause });
  }
}

function respond(message: Msg, packet: object): void {
  message.respond(JSON.stringify(packet));
}

function outcomeOf(status: number): RpcOutcome {
  if (status < 400) return 'ok';
  if (status < 500) return 'refused';
  return status === 503 ? 'unavailable' : 'failed';
}

function assertReply(contract: RpcContract<object, object>, reply: unknown): void {
  try {
    const wire: unknown = JSON.parse(JSON.stringify(reply ?? {}));
    validateShape(contract.reply, wire, { unknownFields: 'refuse' });
  } catch (cause) {
    throw new Error(`The reply to ${contract.subject} breaks its contract`, { cause });
  }
}
