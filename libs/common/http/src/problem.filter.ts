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
import { describeLocation } from './location';

/** Connection errors of `pg` and MongoDB's driver. Matches the start only: the rest may contain user input. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|(connect|read|write) E[A-Z]+|Server selection timed out|Timed out while checking out|Topology is closed|Connection .*(closed|cleared|timed out|interrupted))/i;
/** The names of MongoDB's errors, for calls that do not go through the ORM. */
const MONGODB_UNAVAILABLE =
  /^Mongo(Network|NotConnected|PoolCleared|ServerSelection|TopologyClosed|WaitQueue)/;
/**
 * PostgreSQL: 57P0x is a stopping or starting server, 53300 too many connections, 55P03 a lock timeout, 40xxx a
 * serialization failure or deadlock. MongoDB: a server that stops, or is no longer the primary.
 */
const UNAVAILABLE_CODES =
  /^(55P03|57P0\d|53300|40001|40P01|ECONN|EPIPE|ETIMEDOUT|08)|^(91|189|10107|11600|11602|13435|13436)$/;

/** The default `Retry-After`, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/** Turns every error into a response, over HTTP, NATS and GraphQL. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(failure: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'http') {
      const http = host.switchToHttp();
      return this.respond(failure, http.getRequest(), http.getResponse());
    }
    if (host.getType<string>() === 'rpc') return throwError(() => this.problemOf(failure));
    // GraphQL formats its errors itself, with `problemOf`.
    throw failure;
  }

  /** The problem body of an error. Logs unexpected errors with their stack. */
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

  /** Sets `Location` and `Retry-After`. */
  describe(failure: unknown, reply: FastifyReply): void {
    const error = asDomainError(failure);
    if (!(error instanceof DomainError)) return;
    const { location, retryAfter } = error.occurrence;
    if (location !== undefined) void reply.header('location', location);
    const wait = retryAfter ?? (error.status === 503 ? RETRY_AFTER_SECONDS : undefined);
    if (wait !== undefined) void reply.header('retry-after', wait);
  }

  /** Sends the error response. */
  respond(failure: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (failure instanceof IdempotentReplay) return replay(request, reply, failure);
    const problem = this.problemOf(failure, request.url.split('?')[0]);
    this.describe(failure, reply);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  }
}

function replay(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body }: IdempotentReplay,
): void {
  void reply.status(status);
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  if (body !== '') {
    void reply.type(`${type}; charset=utf-8`);
    const kept = JSON.parse(body) as { readonly version?: unknown };
    if (typeof kept.version === 'number') void reply.header('etag', `"${kept.version}"`);
    describeLocation(request, reply, kept);
  }
  void reply.header('idempotency-replayed', 'true').send(body);
}

/** Maps an error of the framework, the server or the database to an error class. */
function asDomainError(failure: unknown): unknown {
  if (failure instanceof DomainError) return failure;
  if (isLostUpdate(failure)) return new PreconditionFailed({ cause: failure });
  if (isDatabaseUnavailable(failure)) return new ServiceUnavailable({ cause: failure });
  const status = failure instanceof HttpException ? failure.getStatus() : undefined;
  return frameworkFailure(failure, status) ?? failure;
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : '';
}

function isDatabaseUnavailable(failure: unknown): boolean {
  if (failure instanceof ConnectionException) return true;
  if (!(failure instanceof Error)) return false;
  if (MONGODB_UNAVAILABLE.test(failure.name)) return true;
  if (!(failure instanceof DriverException) && failure.name !== 'MongoServerError') return false;
  return CONNECTION_LOST.test(failure.message) || UNAVAILABLE_CODES.test(codeOf(failure));
}
