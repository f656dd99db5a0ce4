import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Injectable,
} from '@nestjs/common';
import { ConnectionException, DriverException } from '@mikro-orm/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError } from 'rxjs';
import { frameworkFailure } from '@course-plateform/common/edge';
import { translateProblem } from '@course-plateform/common/i18n';
import {
  DomainError,
  type Problem,
  RequestContext,
  toProblem,
} from '@course-plateform/common/kernel';
import { Logger, TRACE } from '@course-plateform/common/observability';
import { PreconditionFailed, isLostUpdate } from '@course-plateform/common/persistence';
import { ServiceUnavailable } from './errors';
import { IdempotentReplay } from './idempotency.guard';

/** What `pg` and MongoDB's driver say of connections, from the beginning on: further in may stand what people wrote. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|(connect|read|write) E[A-Z]+|Server selection timed out|Timed out while checking out|Topology is closed|Connection .*(closed|cleared|timed out|interrupted))/i;
/** The names of MongoDB's errors, where no ORM is between to hide them. */
const MONGODB_AWAY =
  /^Mongo(Network|NotConnected|PoolCleared|ServerSelection|TopologyClosed|WaitQueue)/;
/**
 * PostgreSQL: 57P0x is a server that stops or starts, 53300 has no connection left, 55P03 a lock that somebody else
 * holds for too long, 40xxx asks for a new try. MongoDB: a server that stops, or is not the primary any more.
 */
const AWAY_CODES =
  /^(55P03|57P0\d|53300|40001|40P01|ECONN|EPIPE|ETIMEDOUT|08)|^(91|189|10107|11600|11602|13435|13436)$/;

/** Turns every failure into its answer, for HTTP, NATS and GraphQL alike. Nobody else knows status codes. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(failure: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'http') {
      const http = host.switchToHttp();
      return this.answer(failure, http.getRequest(), http.getResponse());
    }
    if (host.getType<string>() === 'rpc') return throwError(() => this.problemOf(failure));
    // GraphQL formats its own errors from the failure itself, with `problemOf`.
    throw failure;
  }

  /** The problem body of a failure; what nobody expected is written to the log with its stack. */
  problemOf(failure: unknown, instance?: string): Problem {
    const error = asDomainError(failure);
    if (!(error instanceof DomainError) || error.status >= 500) {
      this.logger.error({ err: failure }, 'request failed');
    } else {
      this.logger.debug({ code: error.code }, error.message);
    }
    const traceId = RequestContext.get(TRACE)?.traceId;
    return toProblem(error, {
      ...(instance === undefined ? {} : { instance }),
      ...(traceId === undefined ? {} : { traceId }),
      translate: translateProblem,
    });
  }

  /** Says in headers where else to look, and when to come again. */
  describe(failure: unknown, reply: FastifyReply): void {
    const error = asDomainError(failure);
    if (!(error instanceof DomainError)) return;
    const { location, retryAfter } = error.occurrence;
    if (location !== undefined) void reply.header('location', location);
    if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  }

  /** Answers a request that failed. */
  answer(failure: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (failure instanceof IdempotentReplay) return replay(reply, failure);
    const problem = this.problemOf(failure, request.url.split('?')[0]);
    this.describe(failure, reply);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}

function replay(reply: FastifyReply, { status, body }: IdempotentReplay): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  if (body !== '') {
    void reply.type(`${type}; charset=utf-8`);
    const version = (JSON.parse(body) as { version?: unknown } | null)?.version;
    if (typeof version === 'number') void reply.header('etag', `"${version}"`);
  }
  void reply.status(status).header('idempotency-replayed', 'true').send(body);
}

/** What a failure of the framework, the server or the database means in our words. */
function asDomainError(failure: unknown): unknown {
  if (failure instanceof DomainError) return failure;
  if (isLostUpdate(failure)) return new PreconditionFailed({ cause: failure });
  if (isDatabaseAway(failure)) return new ServiceUnavailable({ retryAfter: 2, cause: failure });
  const status = failure instanceof HttpException ? failure.getStatus() : undefined;
  return frameworkFailure(failure, status) ?? failure;
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : '';
}

function isDatabaseAway(failure: unknown): boolean {
  if (failure instanceof ConnectionException) return true;
  if (!(failure instanceof Error)) return false;
  if (MONGODB_AWAY.test(failure.name)) return true;
  if (!(failure instanceof DriverException) && failure.name !== 'MongoServerError') return false;
  return CONNECTION_LOST.test(failure.message) || AWAY_CODES.test(codeOf(failure));
}
