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
import { NatsLink, jsonOf } from '@course-plateform/common/nats';
import { validateShape } from '@course-plateform/common/validation';
import { NeighbourUnavailable, bareProblem, isProblem } from './rpc.errors';
import { incomingContext, problemOf } from './rpc-context';
import { RpcSettings } from './rpc.settings';
import { rpcSpan } from './spans';

/** How long the start waits for a broker that is late, in milliseconds; afterwards it goes on without. */
const START_WAIT_MS = 3_000;
/** How long the wait for a late broker lasts before it is begun again, in milliseconds. */
const LATE_WAIT_MS = MINUTE_MS;
/** How long answers under way may take at the end, in milliseconds. */
const DRAIN_MS = 10_000;

/** A registered handler and what is known about it. */
interface Answerer {
  readonly subject: string;
  readonly handler: MessageHandler;
  readonly contract: RpcContract<object, object> | undefined;
}

/**
 * The Nest transport of all services: the packet format of Nest's own NATS transport on the process's one
 * connection, one queue group a service, and the request context opened around every question.
 */
@Injectable()
export class ServiceNatsServer
  extends Server
  implements CustomTransportStrategy, BeforeApplicationShutdown
{
  override readonly transportId = Transport.NATS;
  private readonly subscriptions: Subscription[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly link: NatsLink,
    private readonly settings: RpcSettings,
    private readonly log: Logger,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  /** Subscribes; a broker that is late does not hold up the start for long. */
  listen(callback: (error?: unknown) => void): void {
    this.subscribe(START_WAIT_MS).then((done) => {
      if (!done) void this.subscribeLater();
      callback();
    }, callback);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.close();
  }

  /** Takes no new questions, answers those under way, and sends the answers off. */
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
    await Promise.race([Promise.all(this.underWay), limit]);
    timer.abort();
    await connection.flush();
  }

  /** Status events of the connection are the business of `NatsLink`. */
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
    // The broker has taken the subscriptions once it answers a ping sent after them.
    await connection.flush();
    return true;
  }

  private subscribeTo(
    connection: NatsConnection,
    subject: string,
    handler: MessageHandler,
  ): Subscription {
    const extras = handler.extras as { contract?: RpcContract<object, object> } | undefined;
    const answerer = { subject, handler, contract: extras?.contract };
    return connection.subscribe(this.link.settings.natsNamespace + subject, {
      queue: this.link.settings.service,
      callback: (error, message) => {
        if (error) this.log.error({ err: error, subject }, 'The broker refuses a subscription');
        else this.begin(answerer, message);
      },
    });
  }

  private begin(answerer: Answerer, message: Msg): void {
    const work = RequestContext.run(incomingContext(message.headers), () =>
      this.handle(answerer, message),
    );
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  private async handle(answerer: Answerer, message: Msg): Promise<void> {
    const started = performance.now();
    let id: unknown;
    try {
      const packet = decode(message);
      id = packet.id;
      const response = await this.answer(answerer, message, packet.data);
      respond(message, { id, response, isDisposed: true });
      this.note(answerer.subject, 200, started);
    } catch (error) {
      const problem = isProblem(error) ? error : (problemOf(error) ?? bareProblem());
      if (!isProblem(error) && problem.status >= 500) {
        this.log.error(
          { err: error, subject: answerer.subject },
          'A question could not be answered',
        );
      }
      respond(message, { id, err: problem, isDisposed: true });
      this.note(answerer.subject, problem.status, started);
    }
  }

  private async answer(answerer: Answerer, message: Msg, data: unknown): Promise<unknown> {
    const deadline = RequestContext.get(DEADLINE);
    if (deadline !== undefined && deadline <= Date.now()) {
      throw new NeighbourUnavailable({ params: { service: this.link.settings.service } });
    }
    const context = new NatsContext([answerer.subject, message.headers]);
    const answer = this.transformToObservable(await answerer.handler(data, context));
    const reply: unknown = await firstValueFrom(answer, { defaultValue: undefined });
    if ((this.settings.checkReplies ?? true) && answerer.contract)
      assertReply(answerer.contract, reply);
    return reply ?? {};
  }

  private note(subject: string, status: number, started: number): void {
    const durationMs = performance.now() - started;
    this.metrics.observeRpcServer(subject, outcomeOf(status), durationMs / 1000);
    const trace = RequestContext.get(TRACE);
    const parent = trace?.parentSpanId === undefined ? {} : { parentSpanId: trace.parentSpanId };
    const duration = Math.round(durationMs * 10) / 10;
    this.log.info({ ...parent, subject, status, durationMs: duration }, 'Question answered');
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
