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
import { wireSubject, NatsLink, NatsSettings, jsonOf } from '@course-plateform/common/nats';
import {
  NeighbourReplyInvalid,
  NeighbourUnavailable,
  RemoteError,
  bareProblem,
  isProblem,
} from './rpc.errors';
import { NeighbourPolicies, NobodyThere } from './neighbour-policy';
import { RpcSettings } from './rpc.settings';
import { rpcSpan } from './spans';

/** What may differ from one question to another. */
export interface AskOptions {
  /** The longest wait in milliseconds; the caller's own deadline still caps it. */
  readonly timeoutMs?: number;
}

/** The packet of the Nest NATS transport that carries an answer. */
interface ReplyPacket {
  readonly response?: unknown;
  readonly err?: unknown;
}

/** Asks other services questions, by contract. */
@Injectable()
export class RpcClient {
  private readonly policies: NeighbourPolicies;
  private asked = 0;

  constructor(
    private readonly link: NatsLink,
    private readonly nats: NatsSettings,
    private readonly settings: RpcSettings,
    private readonly metrics: Metrics,
    private readonly tracing: Tracing,
  ) {
    this.policies = new NeighbourPolicies(settings.failuresInARow);
  }

  /**
   * Asks a question and waits for the answer. Trace, language, deadline and the caller's token travel along.
   * @throws Error when the contract does not name this service among those that ask
   * @throws RequestInvalid when the payload breaks the contract
   * @throws NeighbourUnavailable when nobody answers within the deadline; never waits longer
   * @throws RemoteError with the code and status the other service refused with
   * @throws NeighbourReplyInvalid when the answer breaks the contract
   */
  async ask<Request extends object, Reply extends object>(
    contract: RpcContract<Request, Reply>,
    payload: NoInfer<Request>,
    options: AskOptions = {},
  ): Promise<Reply> {
    if (!contract.askedBy.includes(this.nats.service)) {
      throw new Error(
        `${contract.subject} is not asked by ${this.nats.service}, says its contract`,
      );
    }
    validateShape(contract.request, payload, { unknownFields: 'refuse' });
    const started = performance.now();
    const trace = this.span();
    let outcome: RpcOutcome = 'failed';
    try {
      const service = ownerOf(contract.subject);
      const budgetMs = this.budget(options);
      // Too late to ask is no failure of the neighbour.
      if (budgetMs < 1) throw new NeighbourUnavailable({ params: { service } });
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

  /** The same client for another service's questions: for tests, which stand in a neighbour's place. */
  as(service: string): RpcClient {
    return new RpcClient(
      this.link,
      { ...this.nats, service },
      this.settings,
      this.metrics,
      this.tracing,
    );
  }

  /** The question's own place in the trace, or the asker's while nobody wants a span of it. */
  private span(): TraceContext | undefined {
    const trace = RequestContext.get(TRACE);
    return trace?.sampled && this.tracing.on ? childTrace(trace) : trace;
  }

  /** Milliseconds this question may take. */
  private budget(options: AskOptions): number {
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
      throw new NeighbourUnavailable({ params: { service: ownerOf(subject) } });
    }
    const pattern = wireSubject(this.nats.natsNamespace, subject);
    const packet = JSON.stringify({ id: String((this.asked += 1)), pattern, data: payload });
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
        ? new NobodyThere({ params, cause: error })
        : new NeighbourUnavailable({ params, cause: error });
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
    throw new NeighbourReplyInvalid({ cause });
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
    throw new NeighbourReplyInvalid({ cause });
  }
}

function outcomeOf(error: unknown): RpcOutcome {
  if (error instanceof NeighbourUnavailable) return 'unavailable';
  if (error instanceof RequestInvalid) return 'refused';
  return error instanceof RemoteError && error.status < 500 ? 'refused' : 'failed';
}
