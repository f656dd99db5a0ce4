import { Injectable } from '@nestjs/common';
import { ErrorCode, type Msg, type MsgHdrs, NatsError, headers } from 'nats';
import { LOCALE } from '@course-plateform/common/i18n';
import {
  RequestContext,
  type RpcContract,
  ownerOf,
  CALLER_TOKEN,
  DEADLINE,
} from '@course-plateform/common/kernel';
import {
  Metrics,
  type RpcOutcome,
  TRACE,
  type TraceContext,
  Tracing,
  childTrace,
  traceparentOf,
} from '@course-plateform/common/observability';
import { RequestInvalid, validateShape } from '@course-plateform/common/validation';
import { wireSubject, BrokerConnection, NatsSettings, jsonOf } from '@course-plateform/common/nats';
import {
  UpstreamReplyInvalid,
  UpstreamUnavailable,
  RemoteError,
  bareProblem,
  isProblem,
} from './rpc.errors';
import { UpstreamPolicies, NoResponders } from './upstream-policy';
import { RpcSettings } from './rpc.settings';
import { rpcSpan } from './spans';

/** Options of a single request. */
export interface RequestOptions {
  /** The timeout in milliseconds; the caller's deadline still applies. */
  readonly timeoutMs?: number;
}

/** The packet of the Nest NATS transport that carries a response. */
interface ReplyPacket {
  readonly response?: unknown;
  readonly err?: unknown;
}

/** Sends requests to other services, by contract. */
@Injectable()
export class RpcClient {
  private readonly policies: UpstreamPolicies;
  private requested = 0;

  constructor(
    private readonly link: BrokerConnection,
    private readonly nats: NatsSettings,
    private readonly settings: RpcSettings,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {
    this.policies = new UpstreamPolicies(settings.failuresInARow);
  }

  /**
   * Sends a request and waits for the response. Passes on trace, language, deadline and the caller's token.
   * @throws Error when the contract does not list this service among its callers
   * @throws RequestInvalid when the payload breaks the contract
   * @throws UpstreamUnavailable when no response arrives within the deadline; never waits longer
   * @throws RemoteError with the code and status the other service refused with
   * @throws UpstreamReplyInvalid when the response breaks the contract
   */
  async request<Request extends object, Reply extends object>(
    contract: RpcContract<Request, Reply>,
    payload: NoInfer<Request>,
    options: RequestOptions = {},
  ): Promise<Reply> {
    if (!contract.callers.includes(this.nats.service)) {
      throw new Error(`${this.nats.service} is not among the callers of ${contract.subject}`);
    }
    validateShape(contract.request, payload, { unknownFields: 'refuse' });
    const started = performance.now();
    const trace = this.span();
    let outcome: RpcOutcome = 'failed';
    try {
      const service = ownerOf(contract.subject);
      const budgetMs = this.budget(options);
      // A deadline that has passed is not a failure of the upstream service.
      if (budgetMs < 1) throw new UpstreamUnavailable({ params: { service } });
      const ends = started + budgetMs;
      const message = await this.policies.run(service, () =>
        this.send(contract.subject, payload, ends - performance.now(), trace),
      );
      const packet = decode(message);
      const reply = replyOf(contract, packet);
      outcome = 'ok';
      return reply;
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      const seconds = (performance.now() - started) / 1000;
      this.metrics.observeRpcClient(contract.subject, outcome, seconds);
      if (this.tracing.on && trace) {
        const errorType = outcome === 'ok' ? undefined : outcome;
        const span = { trace, startedMs: started, errorType };
        this.tracing.record(rpcSpan('client', contract.subject, span));
      }
    }
  }

  /** A client that sends as another service, for tests. */
  as(service: string): RpcClient {
    return new RpcClient(
      this.link,
      { ...this.nats, service },
      this.settings,
      this.metrics,
      this.tracing,
    );
  }

  /** A child span for the request, or the caller's span while tracing is off. */
  private span(): TraceContext | undefined {
    const trace = RequestContext.get(TRACE);
    return trace?.sampled && this.tracing.on ? childTrace(trace) : trace;
  }

  /** The time left for this request, in milliseconds. */
  private budget(options: RequestOptions): number {
    const own = options.timeoutMs ?? this.settings.requestTimeoutMs;
    const deadline = RequestContext.get(DEADLINE);
    return deadline === undefined ? own : Math.min(own, deadline - Date.now());
  }

  private async send(
    subject: string,
    payload: object,
    budgetMs: number,
    trace: TraceContext | undefined,
  ): Promise<Msg> {
    const ends = performance.now() + budgetMs;
    const connection = budgetMs > 0 ? await this.link.connection(budgetMs) : undefined;
    const timeout = Math.floor(ends - performance.now());
    if (!connection || timeout < 1) {
      throw new UpstreamUnavailable({ params: { service: ownerOf(subject) } });
    }
    const pattern = wireSubject(this.nats.natsNamespace, subject);
    const packet = JSON.stringify({ id: String((this.requested += 1)), pattern, data: payload });
    try {
      return await connection.request(pattern, packet, {
        timeout,
        headers: requestHeaders(timeout, trace),
      });
    } catch (error) {
      const code = error instanceof NatsError ? error.code : undefined;
      if (code === ErrorCode.MaxPayloadExceeded) throw error;
      const params = { service: ownerOf(subject) };
      throw code === ErrorCode.NoResponders
        ? new NoResponders({ params, cause: error })
        : new UpstreamUnavailable({ params, cause: error });
    }
  }
}

function requestHeaders(remainingMs: number, trace: TraceContext | undefined): MsgHdrs {
  const made = headers();
  const context = RequestContext.current();
  const token = context?.get(CALLER_TOKEN);
  const locale = context?.get(LOCALE);
  made.set('x-deadline-ms', String(remainingMs));
  if (trace) made.set('traceparent', traceparentOf(trace));
  if (token) made.set('authorization', `Bearer ${token}`);
  if (locale) made.set('accept-language', locale);
  return made;
}

function decode(message: Msg): ReplyPacket {
  try {
    return jsonOf<ReplyPacket>(message);
  } catch (cause) {
    throw new UpstreamReplyInvalid({ cause });
  }
}

function replyOf<Request extends object, Reply extends object>(
  contract: RpcContract<Request, Reply>,
  packet: ReplyPacket,
): Reply {
  if (packet.err !== undefined && packet.err !== null) {
    throw new RemoteError(isProblem(packet.err) ? packet.err : bareProblem());
  }
  try {
    return validateShape(contract.reply, packet.response, { unknownFields: 'ignore' });
  } catch (cause) {
    throw new UpstreamReplyInvalid({ cause });
  }
}

function outcomeOf(error: unknown): RpcOutcome {
  if (error instanceof UpstreamUnavailable) return 'unavailable';
  if (error instanceof RequestInvalid) return 'refused';
  return error instanceof RemoteError && error.status < 500 ? 'refused' : 'failed';
}
