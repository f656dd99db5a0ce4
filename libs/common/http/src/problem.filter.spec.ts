import { Writable } from 'node:stream';
import { type ArgumentsHost, HttpException } from '@nestjs/common';
import { DriverException, OptimisticLockError } from '@mikro-orm/core';
import { firstValueFrom, type Observable } from 'rxjs';
import { RouteNotFound } from '@course-plateform/common/edge';
import { domainError } from '@course-plateform/common/kernel';
import { type Logger, createLogger } from '@course-plateform/common/observability';
import { ProblemFilter } from './problem.filter';

class Moved extends domainError({ code: 'test.moved', status: 409, title: 'Moved' }) {}

/** What a response to a request is given. */
class Reply {
  readonly headers: Record<string, unknown> = {};
  code = 0;
  sent = '';

  header(name: string, value: unknown): this {
    this.headers[name] = value;
    return this;
  }

  status(code: number): this {
    this.code = code;
    return this;
  }

  type(value: string): this {
    return this.header('content-type', value);
  }

  send(text: string): this {
    this.sent = text;
    return this;
  }
}

/** Where a failure comes from. */
function host(type: 'http' | 'rpc' | 'graphql', reply = new Reply()): ArgumentsHost {
  const http = { getRequest: () => ({ url: '/api/v1/notes?page=1' }), getResponse: () => reply };
  return { getType: () => type, switchToHttp: () => http } as unknown as ArgumentsHost;
}

/** What a database's driver throws, as the ORM hands it on. */
function ofDriver(code: string | number, message = 'something in the database'): DriverException {
  return new DriverException(Object.assign(new Error(message), { code }));
}

/** What MongoDB's driver throws where no ORM is between. */
function ofMongo(name: string, fields: { code?: number; message?: string } = {}): Error {
  return Object.assign(new Error(fields.message ?? 'something'), { ...fields, name });
}

describe('ProblemFilter', () => {
  let levels: unknown[];
  let logger: Logger;

  beforeEach(() => {
    levels = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        levels.push((JSON.parse(chunk.toString()) as { level: string }).level);
        done();
      },
    });
    logger = createLogger({ service: 'test', level: 'debug', destination });
  });

  function problem(failure: unknown) {
    const { status, code } = new ProblemFilter(logger).problemOf(failure, '/api/v1/notes');
    return { status, code };
  }

  it('responds with the problem, Location and Retry-After', () => {
    const reply = new Reply();
    const moved = new Moved({ location: '/api/v1/notes/7', retryAfter: 3 });
    new ProblemFilter(logger).catch(moved, host('http', reply));
    expect(reply.code).toBe(409);
    expect(reply.headers).toEqual({
      'content-type': 'application/problem+json',
      location: '/api/v1/notes/7',
      'retry-after': 3,
    });
    expect(JSON.parse(reply.sent)).toMatchObject({
      code: 'test.moved',
      instance: '/api/v1/notes',
    });
  });

  it('returns the problem to a calling service, and the error itself to GraphQL', async () => {
    const filter = new ProblemFilter(logger);
    const moved = new Moved();
    const response = filter.catch(moved, host('rpc')) as Observable<never>;
    await expect(firstValueFrom(response)).rejects.toMatchObject({
      code: 'test.moved',
      status: 409,
    });
    expect(() => filter.catch(moved, host('graphql'))).toThrow(moved);
  });

  it.each([
    ['a lock that another one holds for too long', ofDriver('55P03')],
    ['a server that stops', ofDriver('57P01')],
    ['a server without a connection to spare', ofDriver('53300')],
    ['an aborted transaction', ofDriver('40001')],
    ['a deadlock', ofDriver('40P01')],
    ['a connection that failed', ofDriver('08006')],
    ['a server that refuses', ofDriver('ECONNREFUSED')],
    ['a connection that is lost', ofDriver('', 'Connection terminated unexpectedly')],
    ['an address without a server', ofDriver('', 'connect ECONNREFUSED 127.0.0.1:5432')],
    ['no connection in time', ofDriver('', 'timeout exceeded when trying to connect')],
    ['a MongoDB that is no primary any more', ofMongo('MongoServerError', { code: 10_107 })],
    ['a MongoDB that stops', ofDriver(91)],
    ['no MongoDB at all', ofMongo('MongoServerSelectionError')],
    ['no way to MongoDB', ofMongo('MongoNetworkTimeoutError')],
  ])('responds to %s with 503', (_what, failure) => {
    expect(problem(failure)).toEqual({ status: 503, code: 'service.unavailable' });
    expect(levels).toEqual(['error']);
  });

  it.each([
    ['a value that does not fit, whose code has that of a connection in it', ofDriver('22008')],
    ['a statement that is wrong', ofDriver('42601')],
    ['a code of MongoDB that begins like another', ofMongo('MongoServerError', { code: 911 })],
    ['a value that speaks of connections', ofDriver('22P02', 'in "Connection terminated"')],
    ['what is no failure of the database', Object.assign(new Error('no'), { code: '57P01' })],
    ['what is no error', 'Connection terminated'],
  ])('responds to %s with 500', (_what, failure) => {
    expect(problem(failure)).toEqual({ status: 500, code: 'internal.error' });
    expect(levels).toEqual(['error']);
  });

  it('treats conflicts and client errors of the framework as 4xx', () => {
    expect(problem(OptimisticLockError.lockFailed('Note'))).toEqual({
      status: 412,
      code: 'request.precondition_failed',
    });
    expect(problem(new HttpException('no', 404))).toEqual({
      status: 404,
      code: RouteNotFound.declaration.code,
    });
    expect(levels).toEqual(['debug', 'debug']);
  });
});
