import { DefaultLogger, type MikroORM, type Options } from '@mikro-orm/core';
import type { MongoConnection } from '@mikro-orm/mongodb';
import type { CommandFailedEvent, CommandStartedEvent, CommandSucceededEvent } from 'mongodb';
import { RequestContext } from '@course-plateform/common/kernel';
import {
  TRACE,
  type TraceContext,
  type Tracing,
  childTrace,
} from '@course-plateform/common/observability';

/** A statement that is over: what kind and on what, never with its values. */
interface Statement {
  readonly system: 'postgresql' | 'mongodb';
  readonly database: string;
  readonly operation: string;
  readonly collection: string | undefined;
  readonly parent: TraceContext;
  readonly tookMs: number;
  readonly failed: boolean;
}

type QueryContext = Parameters<DefaultLogger['logQuery']>[0];

/** MikroORM's options that make a span of each SQL statement: its logger hears of all of them, whatever it logs. */
export function sqlSpans(tracing: Tracing, database: string): Partial<Options> {
  class SpanLogger extends DefaultLogger {
    override logQuery({ query, took, level }: QueryContext): void {
      const parent = RequestContext.get(TRACE);
      // Beginning and end of a transaction come without a duration.
      if (!parent?.sampled || took === undefined) return;
      const failed = level === 'error';
      const what = { ...summaryOf(query), system: 'postgresql' as const };
      recordStatement(tracing, { ...what, database, parent, tookMs: took, failed });
    }
  }
  return { loggerFactory: (options) => new SpanLogger(options) };
}

/** Statement and first table of an SQL text; everything else in it stays here. */
export function summaryOf(sql: string): { operation: string; collection: string | undefined } {
  const operation = /^[\s(]*([a-z]+)/i.exec(sql)?.[1]?.toUpperCase() ?? 'OTHER';
  const collection = /\b(?:from|into|update|join)\s+(?:only\s+)?"?([a-z_][\w]*)"?/i.exec(sql)?.[1];
  return { operation, collection };
}

/** MongoDB's driver tells of its commands, also those that go past the ORM (command monitoring specification). */
export const mongoSpanOptions: Partial<Options> = { driverOptions: { monitorCommands: true } };

/** Makes a span of each command of MongoDB. @param orm with `mongoSpanOptions` */
export function recordMongoCommands(orm: MikroORM, tracing: Tracing): void {
  const client = (orm.em.getDriver().getConnection() as MongoConnection).getClient();
  const underWay = new Map<number, Omit<Statement, 'tookMs' | 'failed'>>();
  client.on(
    'commandStarted',
    ({ requestId, commandName, command, databaseName }: CommandStartedEvent) => {
      const parent = RequestContext.get(TRACE);
      if (!parent?.sampled) return;
      const named: unknown = command[commandName];
      const collection = typeof named === 'string' ? named : undefined;
      const what = { operation: commandName, collection, parent };
      underWay.set(requestId, { ...what, system: 'mongodb', database: databaseName });
    },
  );
  const finish = (event: CommandSucceededEvent | CommandFailedEvent, failed: boolean): void => {
    const statement = underWay.get(event.requestId);
    underWay.delete(event.requestId);
    if (statement) recordStatement(tracing, { ...statement, tookMs: event.duration, failed });
  };
  client.on('commandSucceeded', (event) => finish(event, false));
  client.on('commandFailed', (event) => finish(event, true));
}

/** Names as in the semantic conventions of database clients. */
function recordStatement(tracing: Tracing, statement: Statement): void {
  const { system, database, operation, collection, parent, tookMs, failed } = statement;
  const summary = collection === undefined ? operation : `${operation} ${collection}`;
  tracing.record({
    name: summary,
    kind: 'client',
    trace: childTrace(parent),
    startedMs: performance.now() - tookMs,
    attributes: {
      'db.system.name': system,
      'db.namespace': database,
      'db.operation.name': operation,
      'db.query.summary': summary,
      ...(collection === undefined ? {} : { 'db.collection.name': collection }),
    },
    errorType: failed ? 'database_error' : undefined,
  });
}
